/** What was understood of a search, each part with a button that takes it away: words that were typed, and values that were chosen or typed. */
import { element, isolated } from "./dom.js";
import { partsOf } from "./reader/query.js";
import { FACETS, serialise, toggle } from "./state.js";

const SHOWN_WORDS = 12; // of a whole sentence, before one asks for all

/**
 * @typedef {object} Chip
 * @property {string} text
 * @property {string} label  What its button does, in words.
 * @property {import("./state.js").State} without  The search without it.
 */

/** Return what is chosen, as pairs of facet and id. */
export function choices(state) {
  return FACETS.flatMap((facet) => (state.filters[facet] ?? []).map((id) => [facet, id]));
}

/** Return the words of *query* without the filters that were typed among them. */
export function withoutFilters(query) {
  return joined(partsOf(query).filter(({ kind }) => kind !== "filter"));
}

/**
 * Return all that was understood as buttons; null where nothing was.
 * @param {import("./state.js").State} state
 * @param {boolean} isUnfolded  Whether all the words of a long query are shown.
 */
export function chips(state, isUnfolded, words) {
  const typed = wordChips(state, words);
  const isLong = typed.length > SHOWN_WORDS + 1;
  const shown = isLong && !isUnfolded ? typed.slice(0, SHOWN_WORDS) : typed;
  const all = [...shown, ...exactly(state, words), ...valueChips(state, words)];
  if (all.length === 0) return null;
  const items = all.map((chip, place) => element("li", {}, button(chip, place)));
  if (isLong) items.splice(shown.length, 0, element("li", {}, unfolder(typed.length, isUnfolded, words)));
  if (all.length > 1) items.push(element("li", {}, clearer(state, words)));
  return element("ul", { class: "chosen", id: "chosen", "aria-label": words.say("understood") }, ...items);
}

function button({ text, label, without }, place) {
  const about = { type: "button", class: "chosen__one", "aria-label": label.replace(/[\u2066-\u2069]/gu, ""), "data-to": serialise(without), "data-chip": place };
  return element("button", about, element("bdi", {}, text));
}

function wordChips(state, words) {
  const parts = partsOf(state.query);
  return parts.map((part, place) => {
    const text = spoken(part, words);
    const what = isQuoted(part) ? text : words.say("quoted", { words: isolated(text) });
    const query = joined(parts.filter((_, other) => other !== place));
    return { text, label: words.say("drop", { what }), without: { ...state, query, exact: state.exact && query !== "", page: 1 } };
  });
}

/** Return *part* as it is said to a reader: a word, “words side by side”, one or another, without something. */
function spoken({ kind, asked, facet, value }, words) {
  if (facet) {
    const named = words.say("filter", { facet: words.say(facet), name: words.name(facet, value) });
    return kind === "outside" ? words.say("excluded", { words: isolated(named) }) : named;
  }
  const said = asked.map(({ text, isPhrase }) => (isPhrase ? words.say("quoted", { words: isolated(text) }) : text));
  return kind === "none" ? words.say("excluded", { words: isolated(said[0]) }) : words.either(said);
}

function isQuoted({ kind, asked }) {
  return kind === "any" && asked.length === 1 && asked[0].isPhrase;
}

function joined(parts) {
  return parts.map(({ text }) => text).join(" ");
}

function exactly(state, words) {
  if (!state.exact || !state.query) return [];
  return [{ text: words.say("exactly"), label: words.say("inexactly"), without: { ...state, exact: false, page: 1 } }];
}

function valueChips(state, words) {
  return choices(state).map(([facet, id]) => {
    const values = { facet: words.say(facet), name: words.name(facet, id) };
    return { text: words.say("filter", values), label: words.say("remove", values), without: toggle(state, facet, id) };
  });
}

/** Return what takes all away but the order and the keys. */
function clearer(state, words) {
  const to = serialise({ ...state, query: "", exact: false, filters: {}, page: 1 });
  return element("button", { type: "button", class: "chosen__clear", "data-to": to, "data-chip": "all" }, words.say("clear"));
}

function unfolder(number, isUnfolded, words) {
  const text = isUnfolded ? words.say("fewer") : words.say("all", { number: words.number(number) });
  return element("button", { type: "button", class: "chosen__clear", id: "query-all", "data-unfold": "query", "aria-expanded": String(isUnfolded) }, text);
}
