/**
 * What the search page shows, as DOM nodes: text is only ever set as text, so that markup in an article or in a query stays what it
 * is. The classes are those of the lists elsewhere (theme/templates/macros/card.html, pager.html).
 */
import { FACETS, serialise, SORTS, toggle } from "./state.js";
import { direction } from "./words.js";

const SHOWN_VALUES = 8; // of a facet, before one asks for all
const MORE_THAN_SHOWN = 3; // fewer than these are not worth a line that hides them

/** Return an element with *attributes* (those that are false or absent left out) and *children*, nodes or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Return one result as an entry of a list.
 * @param {import("./engine.js").Hit} hit
 * @param {ReturnType<import("./words.js").openWords>} words
 */
export function entry(hit, words) {
  const inLang = hit.lang === words.lang ? {} : { lang: hit.lang, dir: direction(hit.lang) };
  const excerpt = hit.excerpt.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));
  return element(
    "article",
    { class: direction(hit.lang) === direction(words.lang) ? "entry" : "entry turned" },
    element("h3", { class: "entry__headline", ...inLang }, element("a", { href: hit.url }, hit.title)),
    excerpt.length > 0 ? element("p", { class: "entry__standfirst search__excerpt", ...inLang }, ...excerpt) : null,
    element("p", { class: "entry__line" }, date(hit, words), " ", element("span", { class: "entry__meta meta" }, ...meta(hit, words))),
  );
}

function date(hit, words) {
  const known = hit.date
    ? element("time", { datetime: hit.date }, element("bdi", {}, words.day(hit.date)))
    : element("span", { class: "unknown" }, words.say("undated"));
  return element("span", { class: "entry__date" }, known);
}

/** Return where it was filed, its section, who published it and, where it is not the page's, its language. */
function meta(hit, words) {
  const named = (facet) => (hit.filters[facet] ?? []).map((id) => element("bdi", {}, words.name(facet, id)));
  const places = hit.filters.place ?? [];
  const place = places.length > 1 && hit.dateline ? [element("bdi", { lang: hit.lang }, hit.dateline)] : named("place").slice(0, 1);
  const parts = [...place, ...named("section"), ...named("publication")];
  if (hit.lang !== words.lang) parts.push(words.languageName(hit.lang));
  return parts.map((part) => element("span", {}, part));
}

/**
 * Return what was found, in one sentence: how many articles, and for what.
 * @param {import("./state.js").State} state
 * @param {number} count
 */
export function understood(state, count, words) {
  const query = isolated(state.query);
  if (count === 0) return state.query ? words.say("none", { query }) : words.say("nothing");
  const articles = words.counted("articles", count);
  return state.query ? words.say("found", { articles, query }) : articles;
}

/** Return *text* so that its direction does not turn the sentence around it. */
function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** Return the chosen filters, each a link to the same search without it; null where nothing is chosen. */
export function chosen(state, words) {
  const pairs = FACETS.flatMap((facet) => (state.filters[facet] ?? []).map((id) => [facet, id]));
  if (pairs.length === 0) return null;
  const links = pairs.map(([facet, id]) => {
    const values = { facet: words.say(facet), name: words.name(facet, id) };
    const label = words.say("remove", values);
    const link = { class: "chosen__filter", href: address(toggle(state, facet, id)), "aria-label": label, "data-go": true };
    return element("li", {}, element("a", link, element("bdi", {}, words.say("filter", values))));
  });
  if (pairs.length > 1) {
    const none = { class: "chosen__clear", href: address({ ...state, filters: {}, page: 1 }), "data-go": true };
    links.push(element("li", {}, element("a", none, words.say("clear"))));
  }
  return element("ul", { class: "chosen", "aria-label": words.say("chosen") }, ...links);
}

/** Return the choice of order; without a query nothing is a better match than anything else. */
export function sorting(state, words) {
  const orders = SORTS.filter((sort) => state.query || sort !== "relevance");
  const now = orders.includes(state.sort) ? state.sort : orders[0];
  const options = orders.map((sort) => element("option", { value: sort, selected: sort === now }, words.say(sort)));
  return element(
    "p",
    { class: "search__sort" },
    element("label", { for: "sort" }, words.say("sort")),
    " ",
    element("select", { id: "sort", name: "sort", form: "search-form" }, ...options),
  );
}

/**
 * Return the facets: for each value a box to tick, with how many results it has.
 * @param {Record<string, Record<string, number>>} facets
 * @param {Set<string>} unfolded  The facets of which all values are shown.
 */
export function filters(state, facets, words, unfolded) {
  const groups = FACETS.map((facet) => group(facet, state.filters[facet] ?? [], facets[facet] ?? {}, words, unfolded.has(facet)));
  return groups.filter((one) => one !== null);
}

function group(facet, ticked, counts, words, isUnfolded) {
  const values = ordered(facet, ticked, counts, words);
  if (values.length === 0) return null;
  const isLong = values.length > SHOWN_VALUES + MORE_THAN_SHOWN && !isUnfolded;
  const shown = isLong ? values.filter(([id], place) => place < SHOWN_VALUES || ticked.includes(id)) : values;
  return element(
    "fieldset",
    { class: "facet" },
    element("legend", { class: "label" }, words.say(`${facet}s`)),
    ...shown.map(([id, count]) => box(facet, id, count, ticked.includes(id), words)),
    isLong ? element("button", { type: "button", class: "facet__all", "data-unfold": facet }, words.say("all", { number: words.number(values.length) })) : null,
  );
}

/** Return the values that have results or are ticked: years newest first, all else by number and name. */
function ordered(facet, ticked, counts, words) {
  const ids = new Set([...Object.keys(counts).filter((id) => counts[id] > 0), ...ticked]);
  const values = [...ids].map((id) => [id, counts[id] ?? 0]);
  const byName = (a, b) => words.compare(words.name(facet, a[0]), words.name(facet, b[0]));
  const isYear = ([id]) => Number(/^\d+$/.test(id));
  const byYear = (a, b) => isYear(b) - isYear(a) || Number(b[0]) - Number(a[0]);
  return values.sort(facet === "year" ? byYear : (a, b) => b[1] - a[1] || byName(a, b));
}

function box(facet, id, count, isTicked, words) {
  const input = { type: "checkbox", name: facet, value: id, checked: isTicked, form: "search-form" };
  const name = element("bdi", facet === "language" ? { lang: id } : {}, words.name(facet, id));
  return element(
    "label",
    { class: "facet__value" },
    element("input", input),
    element("span", { class: "facet__name" }, name),
    " ",
    element("span", { class: "count" }, element("bdi", {}, words.number(count))),
  );
}

/** Return the ways to the neighbouring pages of results; null where there is one page. */
export function pager(state, pages, words) {
  if (pages < 2) return null;
  const way = (page, word, rel) =>
    page < 1 || page > pages ? null : element("li", {}, element("a", { href: address({ ...state, page }), rel, "data-go": "page" }, words.say(word)));
  return element(
    "nav",
    { class: "pager", "aria-label": words.say("pages") },
    element("p", { class: "pager__where" }, words.say("where", { number: words.number(state.page), total: words.number(pages) })),
    element("ul", { class: "pager__ways" }, way(state.page - 1, "previous", "prev"), way(state.page + 1, "next", "next")),
  );
}

function address(state) {
  return serialise(state) || location.pathname;
}
