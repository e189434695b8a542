/**
 * MiniSearch behind the search page: all words, the last one as a beginning too; else with slips; else any word. The whole index is loaded with
 * the first search, which is how MiniSearch works.
 */
import { excerpt } from "./excerpt.js";
import { wordsOf } from "./folding.js";
import MiniSearch from "./minisearch.js";
import { OPTIONS } from "./options.js";

const PAGE_SIZE = 20;
const BOOST = { title: 4, names: 2, standfirst: 1.5 };
const WAYS = [
  { combineWith: "AND", boost: BOOST },
  { combineWith: "AND", boost: BOOST, prefix: true, fuzzy: 0.25 },
  { combineWith: "OR", boost: BOOST, prefix: true, fuzzy: 0.25 },
];

export function openEngine(base, _lang, root) {
  let loaded = null;
  const fetched = async (name) => (await fetch(new URL(name, base))).text();
  const load = () => (loaded ??= fetched("index.json").then((text) => MiniSearch.loadJSON(text, OPTIONS)));

  return {
    warm: load,
    async search(query, filters) {
      const index = await load();
      const results = found(index, query).filter((hit) =>
        Object.entries(filters).every(([facet, values]) => (hit.filters[facet] ?? []).some((value) => values.includes(value))),
      );
      const show = async (hit) => {
        const text = JSON.parse(await fetched(`articles/${hit.id}.json`));
        const url = new URL(hit.path.replace(/^\/+/u, ""), root).href;
        return { ...hit, url, excerpt: excerpt(text, hit.standfirst, (printed) => wordsOf(printed).some((word) => hit.terms.includes(word))) };
      };
      return {
        count: results.length,
        pages: Math.ceil(results.length / PAGE_SIZE),
        hits: (n) => Promise.all(results.slice((n - 1) * PAGE_SIZE, n * PAGE_SIZE).map(show)),
        facets: counts(results),
        missing: [],
      };
    },
  };
}

function found(index, query) {
  if (query === "") return index.search(MiniSearch.wildcard);
  for (const way of WAYS) {
    const results = index.search(query, way);
    if (results.length > 0) return results;
  }
  return [];
}

function counts(results) {
  const sums = {};
  for (const { filters } of results) {
    for (const [facet, values] of Object.entries(filters)) {
      sums[facet] ??= {};
      for (const value of values) sums[facet][value] = (sums[facet][value] ?? 0) + 1;
    }
  }
  return sums;
}
