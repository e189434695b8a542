/**
 * The whole state of a search as the address tells it, and the address of a state. Pure; nothing here touches the page.
 *
 * #q=Aktobe&exact=on&tag=prevention&tag=law&year=2014..2016&sort=newest&page=2
 *
 * It stands after the `#`, since a browser sends that part to nobody; from `?q=Aktobe`, which a form of another page sends, it is taken over.
 */

/** The facets, in the order in which the page shows them; each is also a parameter of the address. */
export const FACETS = Object.freeze(["tag", "place", "section", "publication", "author", "language", "year"]);

/** The orders of results; the first is what an address without one means. */
export const SORTS = Object.freeze(["relevance", "newest", "oldest"]);

/** A longer query is cut, with a note: nobody means ten thousand characters, and a search through them would stall. */
export const LONGEST_QUERY = 200;

const LONGEST_VALUE = 100;
const MOST_VALUES = 50;
const LAST_PAGE = 99_999;
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u200b\ufeff]+/gu;

/**
 * @typedef {object} State
 * @property {string} query  Words to look for; empty for none.
 * @property {boolean} exact  Whether they stand for nothing but themselves: nothing is corrected, spelled otherwise or left out.
 * @property {Record<string, string[]>} filters  Chosen values by facet; a facet without one is absent.
 * @property {string} sort  One of SORTS.
 * @property {number} page  From 1.
 * @property {boolean} keys  Whether single keys are commands; a reader who speaks to the computer, or leans on a key, switches them off.
 * @property {boolean} cut  Whether the query was longer than what is searched for.
 */

/**
 * Return the state that a part of an address tells; what it does not know it ignores.
 * @param {string} part  `location.hash` or `location.search`, with or without the sign at its head.
 * @returns {State}
 */
export function parse(part) {
  const given = new URLSearchParams(part.replace(/^[#?]/u, ""));
  const sort = given.get("sort") ?? "";
  const words = cleanQuery(given.get("q") ?? "");
  return {
    ...words,
    exact: words.query !== "" && given.get("exact") === "on",
    filters: cleanFilters(FACETS.map((facet) => [facet, given.getAll(facet)])),
    sort: SORTS.includes(sort) ? sort : SORTS[0],
    page: cleanPage(given.get("page")),
    keys: given.get("keys") !== "off",
  };
}

/**
 * Tell whether *hash* can be the address of a state, and not that of a place in the page, such as `#main`.
 * @param {string} hash
 * @returns {boolean}
 */
export function isState(hash) {
  return hash.length < 2 || hash.includes("=");
}

/**
 * Return the fragment of the address of *state*, with its `#`; empty for the state where nothing is set.
 * @param {Partial<State>} state
 * @returns {string}
 */
export function serialise({ query = "", exact = false, filters = {}, sort = SORTS[0], page = 1, keys = true }) {
  const address = new URLSearchParams();
  if (query) address.append("q", query);
  if (query && exact) address.append("exact", "on");
  for (const facet of FACETS) {
    for (const value of filters[facet] ?? []) address.append(facet, value);
  }
  if (sort !== SORTS[0]) address.append("sort", sort);
  if (page > 1) address.append("page", String(page));
  if (!keys) address.append("keys", "off");
  const text = address.toString();
  return text && `#${text}`;
}

/**
 * Return *state* with *value* of *facet* added, or taken away if it is there; on the first page.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @returns {State}
 */
export function toggle(state, facet, value) {
  const before = state.filters[facet] ?? [];
  return choose(state, facet, before.includes(value) ? before.filter((one) => one !== value) : [...before, value]);
}

/**
 * Return *state* with *values* of *facet* and no others; on the first page.
 * @param {State} state
 * @param {string} facet
 * @param {string[]} values
 * @returns {State}
 */
export function choose(state, facet, values) {
  return { ...state, filters: cleanFilters([...Object.entries(state.filters), [facet, values]]), page: 1 };
}

/**
 * Return *state* with the filters that were typed among its words as chosen ones, *query* being the words without them.
 * @param {State} state
 * @param {string} query
 * @param {Record<string, string[]>} typed  Ids by facet.
 * @returns {State}
 */
export function withTyped(state, query, typed) {
  const pairs = Object.entries(typed).map(([facet, ids]) => [facet, [...(state.filters[facet] ?? []), ...ids]]);
  return pairs.length > 0 ? { ...state, query, filters: cleanFilters([...Object.entries(state.filters), ...pairs]) } : state;
}

/**
 * Tell whether *state* asks for anything: words or filters.
 * @param {State} state
 * @returns {boolean}
 */
export function asksSomething(state) {
  return state.query !== "" || Object.keys(state.filters).length > 0;
}

/**
 * Return what of *text* is searched for: without control characters, spaces made single, not too long.
 * @param {string} text
 * @returns {{query: string, cut: boolean}}
 */
export function cleanQuery(text) {
  const characters = [...clean(text)];
  return { query: characters.slice(0, LONGEST_QUERY).join("").trim(), cut: characters.length > LONGEST_QUERY };
}

function cleanFilters(pairs) {
  const filters = {};
  for (const [facet, values] of pairs) {
    const kept = [...new Set(values.map(clean))].filter((value) => value && value.length <= LONGEST_VALUE);
    if (kept.length > 0) filters[facet] = kept.slice(0, MOST_VALUES);
    else delete filters[facet];
  }
  return filters;
}

function cleanPage(text) {
  const page = /^[1-9][0-9]{0,4}$/.test(text ?? "") ? Number(text) : 1;
  return Math.min(page, LAST_PAGE);
}

function clean(text) {
  return text.replace(CONTROL, " ").normalize("NFC").replace(/\s+/gu, " ").trim();
}
