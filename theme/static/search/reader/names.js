/** The names that entries go by, in all languages: of each, as it is compared, the entries (`place:aktobe`). Pure. */
import { wordsOf } from "./folding.js";

const MOST_OFFERED = 6;
const SHORTEST_BEGINNING = 2;

/**
 * Return what tells the names of an entry; *names* is turned over when the first one is asked for.
 * @param {Map<string, string[]>} names
 * @returns {(facet: string, id: string) => string[]}
 */
export function namesOf(names) {
  let byEntry = null;
  return (facet, id) => {
    byEntry ??= turnedOver(names);
    return byEntry.get(`${facet}:${id}`) ?? [];
  };
}

function turnedOver(names) {
  const byEntry = new Map();
  for (const [name, entries] of names) for (const entry of entries) byEntry.set(entry, [...(byEntry.get(entry) ?? []), name]);
  return byEntry;
}

/**
 * Return the ids of what was *typed* as a filter: an id, or any name that an entry goes by.
 * @param {Record<string, string[]>} typed  By facet.
 * @param {Map<string, string[]>} names
 * @returns {Record<string, string[]>}
 */
export function idsOf(typed, names) {
  const found = {};
  for (const [facet, values] of Object.entries(typed)) {
    found[facet] = values.flatMap((value) => {
      const entries = names.get(wordsOf(value).join(" ")) ?? [];
      const own = entries.filter((entry) => entry.startsWith(`${facet}:`)).map((entry) => entry.slice(facet.length + 1));
      return own.length > 0 ? own : [facet === "language" ? value.toLowerCase() : value];
    });
  }
  return found;
}

/**
 * Return entries a name of which begins with *text*, those with the shortest names first: pairs of facet and id.
 * @param {string} text
 * @param {Map<string, string[]>} names
 * @returns {[string, string][]}
 */
export function offer(text, names) {
  const beginning = wordsOf(text).join(" ");
  if (beginning.length < SHORTEST_BEGINNING) return [];
  const begun = [...names].filter(([name]) => name.startsWith(beginning)).sort(([one], [other]) => one.length - other.length);
  const entries = [...new Set(begun.flatMap(([, ids]) => ids))];
  return entries.slice(0, MOST_OFFERED).map((entry) => [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)]);
}
