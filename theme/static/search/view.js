/** What the search page shows of the results. The classes are those of the lists elsewhere (theme/templates/macros/card.html, pager.html). */
import { element, isolated } from "./dom.js";
import { serialise, SORTS } from "./state.js";
import { direction } from "./words.js";

const MOST_REASONS = 3;
const ALL_QUOTED = /^\s*["“”„«»]([^"“”„«»]+)["“”„«»]\s*$/u;

/**
 * Return the results as entries of a list; in order of date with a line before those of which nobody knows it.
 * @param {import("./engine.js").Hit[]} hits
 */
export function entries(hits, isByDate, words) {
  const first = isByDate ? hits.findIndex((hit) => hit.date === "") : -1;
  const line = element("p", { class: "search__undated label" }, words.say("undated"));
  return hits.flatMap((hit, place) => (place === first ? [line, entry(hit, words)] : [entry(hit, words)]));
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
    why(hit, words),
  );
}

function date(hit, words) {
  const known = hit.date
    ? element("time", { datetime: hit.date }, element("bdi", {}, words.day(hit.date)))
    : element("span", { class: "unknown" }, words.say("undated"));
  return element("span", { class: "entry__date" }, known);
}

/** Return why it was found, where its own words do not show it; null where they do. */
function why(hit, words) {
  const reasons = hit.why ?? [];
  const missing = reasons.filter(({ kind }) => kind === "without").map(({ text }) => isolated(text));
  const said = reasons.filter(({ kind }) => kind !== "without").slice(0, MOST_REASONS).map((reason) => inWords(reason, words));
  if (missing.length > 0) said.push(words.say("lacking", { words: words.list(missing) }));
  return said.length > 0 ? element("p", { class: "search__why meta" }, ...said.flatMap((text) => [element("span", {}, text), " "])) : null;
}

function inWords({ kind, text, other, facet, id }, words) {
  if (kind === "entry") return words.say(`by-${facet}`, { name: isolated(words.name(facet, id)) });
  return words.say("spelling", { words: isolated(text), other: isolated(other) });
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

/** Return what was found, in one sentence: how many articles, and for what words. */
export function told(asked, count, words) {
  const query = asked.replace(ALL_QUOTED, "$1"); // the sentence has marks of its own
  if (count === 0) return query ? words.say("none", { query: isolated(query) }) : words.say("nothing");
  const articles = words.counted("articles", count);
  return query ? words.say("found", { articles, query: isolated(query) }) : articles;
}

/** Return the order of the results: without a query nothing is a better match than anything else. */
export function orderOf(state) {
  return state.query || state.sort !== "relevance" ? state.sort : "newest";
}

/** Return the choice of order. */
export function sorting(state, words) {
  const orders = SORTS.filter((sort) => state.query || sort !== "relevance");
  const now = orderOf(state);
  const options = orders.map((sort) => element("option", { value: sort, selected: sort === now }, words.say(sort)));
  return element(
    "p",
    { class: "search__sort" },
    element("label", { for: "sort" }, words.say("sort")),
    " ",
    element("select", { id: "sort" }, ...options),
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

/**
 * Return the feeds of a search in words; null where it has none.
 * @param {import("./feeds.js").Feeds | null} feeds
 */
export function following(feeds, words) {
  if (!feeds) return null;
  if (feeds.whole) return element("div", {}, follow(words.say("follow"), feeds.whole, words));
  if (feeds.parts.length === 0) return element("p", { class: "feeds" }, words.say("unfollowed"));
  const lines = feeds.parts.map(({ facet, id, list }) => {
    const name = element("bdi", {}, words.say("filter", { facet: words.say(facet), name: words.name(facet, id) }));
    return element("li", {}, follow(name, list, words));
  });
  return element("div", {}, element("p", { class: "feeds" }, words.say("parts")), element("ul", {}, ...lines));
}

function follow(what, list, words) {
  const feed = (end, type) => element("a", { href: `${list}feed.${end}`, type }, words.say(end));
  return element("p", { class: "feeds" }, what, " ", feed("atom", "application/atom+xml"), " ", feed("json", "application/feed+json"));
}

function address(state) {
  return location.pathname + serialise(state);
}
