/** The places of the search page that results go to, made once, and how they are filled. */
import { chips, choices } from "./chips.js";
import { element } from "./dom.js";
import { filters } from "./facets.js";
import { mended, notes } from "./notes.js";
import { UNDATED } from "./spans.js";
import { entries, following, orderOf, pager, sorting, told } from "./view.js";

const FORMATS = { csv: "CSV", json: "JSON", bib: "BibTeX", ris: "RIS" }; // formats.js has them, and is not loaded before one is asked for

/**
 * Build the places into *found*.
 * @param {HTMLElement} found
 * @param {ReturnType<import("./words.js").openWords>} words
 */
export function openFrame(found, words) {
  const at = places(words);
  const unfolded = new Map(); // facets of which all is shown, and what is typed to find a value of each
  found.before(at.status); // it has to be there before anything is said: what comes into view with its words goes unheard
  found.append(at.told, at.notes, at.chosen, at.tools, at.feeds, at.panel, at.hits);

  const put = (name, ...nodes) => at[name].replaceChildren(...nodes.filter((node) => node !== null));

  /** Say *text* to those who hear the page, when they have heard all else. */
  function announce(text) {
    if (at.status.textContent !== text) at.status.textContent = text;
  }

  function tell(text) {
    found.hidden = text === "";
    if (at.told.textContent !== text) at.told.textContent = text;
  }

  /** Show nothing but *sentence*; the ways in stand below. */
  function empty(sentence) {
    tell(sentence);
    for (const name of ["notes", "chosen", "sort", "feeds", "filters", "hits"]) put(name);
    at.panel.hidden = at.tools.hidden = true;
    return sentence;
  }

  const chosenInWords = (state) => inWords(state, words);

  /** Show *hits*, one page of *outcome*, and its *feeds*; return what those should hear whose place in the page stays where it is. */
  function fill(state, outcome, hits, feeds) {
    const sentences = notes(state, outcome, hits, words);
    tell(told(mended(state.query, outcome.corrected ?? [], hits), outcome.count, words));
    keepingFocus(found, at.told, () => {
      put("notes", ...sentences);
      put("chosen", chips(state, unfolded.has("query"), words));
      put("sort", ...order(state, outcome, words));
      put("feeds", following(feeds, words));
      put("filters", ...filters(state, outcome.facets, words, unfolded));
      put("hits", ...entries(hits, isByDate(state), words), pager(state, outcome.pages, words));
    });
    at.done.textContent = words.say("show", { articles: words.counted("articles", outcome.count) });
    at.tools.hidden = outcome.count === 0;
    at.panel.hidden = at.filters.childElementCount === 0;
    return [at.told.textContent, ...chosenInWords(state), ...whichPage(state, outcome, words), ...sentences.map((line) => line.textContent)].join(" ");
  }

  return { ...at, unfolded, announce, tell, empty, fill, chosenInWords };
}

function places(words) {
  const at = {
    status: element("p", { class: "visually-hidden", role: "status" }),
    told: element("h2", { class: "search__told", id: "told", tabindex: "-1" }),
    notes: element("div", { class: "search__notes" }),
    chosen: element("div"),
    sort: element("div"),
    feeds: element("div"),
    saved: element("p", { class: "search__note" }),
    filters: element("div", { class: "search__filters" }),
    done: element("button", { type: "button", class: "finder__button search__done", "data-done": true }),
    hits: element("div", { class: "search__hits", role: "region", "aria-label": words.say("results") }),
  };
  at.tools = element("div", { class: "search__tools" }, at.sort, saving(at.saved, words));
  const skip = element("button", { type: "button", class: "search__button visually-hidden", "data-skip": true }, words.say("results"));
  at.panel = element("details", { class: "search__panel" }, element("summary", {}, words.say("filters")), skip, at.filters, at.done);
  return at;
}

/** Return what opens to the ways of taking the list along. */
function saving(saved, words) {
  const buttons = Object.entries(FORMATS).map(([format, name]) => element("button", { type: "button", class: "search__button", "data-save": format }, element("bdi", {}, name)));
  const copy = navigator.clipboard ? element("button", { type: "button", class: "search__button", "data-copy": true }, words.say("copy")) : null; // only on safe origins
  return element(
    "details",
    { class: "note search__save" },
    element("summary", { class: "note__summary" }, words.say("save")),
    element("div", { class: "note__text" }, element("div", { class: "search__buttons" }, ...buttons, copy), saved),
  );
}

/** Return the choice of order, and what it means for articles without a date if there are any. */
function order(state, outcome, words) {
  if (outcome.count < 2) return [];
  const isSaid = isByDate(state) && undatedAmong(outcome, state) > 0;
  return [sorting(state, words), isSaid ? element("p", { class: "search__note" }, words.say("last")) : null];
}

function isByDate(state) {
  return orderOf(state) !== "relevance";
}

/** Return how many of the results have no date; of a choice of years only those that are chosen can be among them. */
function undatedAmong(outcome, state) {
  const years = state.filters.year;
  return years && !years.includes(UNDATED) ? 0 : (outcome.facets.year?.[UNDATED] ?? 0);
}

function inWords(state, words) {
  const named = choices(state).map(([facet, id]) => words.say("filter", { facet: words.say(facet), name: words.name(facet, id) }));
  return named.length > 0 ? [`${words.say("chosen")}: ${named.join("; ")}.`] : [];
}

function whichPage(state, { pages }, words) {
  return pages > 1 ? [`${words.say("where", { number: words.number(state.page), total: words.number(pages) })}.`] : [];
}

/** Do *change*; whoever was on a control that it replaces is on its new one after, or at *otherwise* if there is none. */
function keepingFocus(within, otherwise, change) {
  const held = within.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (held === null || held.isConnected) return;
  (document.getElementById(held.id) ?? otherwise).focus({ preventScroll: true });
}
