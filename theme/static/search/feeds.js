/**
 * The feeds of a search: one that is made of facets alone has those of the lists that it is made of (digest/site/desk.py makes them). Pure.
 *
 * The edition at the root lists the articles of all languages; each other one those of its own.
 */
import { UNDATED } from "./spans.js";

const FOLDERS = { tag: "tags", author: "authors", place: "places", section: "sections", publication: "publications", language: "languages" };
const YEAR = /^\d{4}$/u;

/**
 * @typedef {object} Feeds
 * @property {string | null} whole  The address of the list that is this search, null where there is none.
 * @property {{facet: string, id: string, list: string}[]} parts  Where there is none, the lists of the values that it is made of.
 */

/**
 * Return the feeds of *state*; null where it asks for words, or for nothing.
 * @param {import("./state.js").State} state
 * @param {object} about
 * @param {Record<string, Record<string, number>>} about.facets  How many results each value has, whatever else of its facet is chosen.
 * @param {(facet: string, id: string) => boolean} about.isKnown  Whether any article has the value.
 * @param {string} about.root  The address of the edition that has all languages.
 * @param {Map<string, string>} about.editions  The addresses of the others, by language.
 * @returns {Feeds | null}
 */
export function feedsOf(state, { facets, isKnown, root, editions }) {
  const pairs = Object.entries(state.filters).flatMap(([facet, ids]) => ids.map((id) => [facet, id]));
  if (state.query || pairs.length === 0) return null;
  const isFound = ([facet, id]) => (facets[facet]?.[id] ?? 0) > 0;
  const parts = pairs
    .filter(([facet, id]) => folderOf(facet, id) !== null && (isKnown(facet, id) || isFound([facet, id])))
    .map(([facet, id]) => ({ facet, id, list: root + folderOf(facet, id) }));
  if (pairs.length === 1) return { whole: parts[0]?.list ?? null, parts: [] };
  return { whole: pairs.every(isFound) ? ofEdition(pairs, editions) : null, parts };
}

/** Return the list that an edition has of the one value beside its language. */
function ofEdition(pairs, editions) {
  const home = editions.get(pairs.find(([facet]) => facet === "language")?.[1]);
  const others = pairs.filter(([facet]) => facet !== "language");
  const folder = pairs.length === 2 && others.length === 1 ? folderOf(...others[0]) : null;
  return home && folder && home + folder;
}

function folderOf(facet, id) {
  if (FOLDERS[facet]) return `${FOLDERS[facet]}/${encodeURIComponent(id)}/`;
  if (id === UNDATED) return "archive/undated/";
  return YEAR.test(id) ? `archive/${id}/` : null; // a span of years has none
}
