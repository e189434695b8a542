/**
 * Pagefind behind the search page: what `openEngine` of theme/static/search/engine.js answers, as far as Pagefind knows it. It has one index a
 * language, each read by a worker of its own (index-worker.js); here the counts are added up and the results merged.
 */

const ENTRY = "pagefind-entry.json";
const PLAIN = "-x-plain"; // the same index, read without its stemmer: canonical.py
const PAGE_SIZE = 20;

// 2014..2016    2014..    ..2016
const RANGE = /^(?<from>\d{4})?\.\.(?<to>\d{4})?$/u;

/**
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title
 * @property {string} lang
 * @property {string} date  A year, year-month or day in ISO 8601; empty where unknown.
 * @property {string} added  The day on which it came into the digest.
 * @property {string} dateline  Its place as its own page says it.
 * @property {string} standfirst
 * @property {string} original  The address of the original; empty where none is known.
 * @property {boolean} isOwn  Whether the digest restates an original in its own words: date and publication are the original's.
 * @property {Record<string, string[]>} filters  The ids of its tags, places, …
 * @property {[string, boolean][]} excerpt  Text, and whether it is a hit.
 *
 * @typedef {object} Results
 * @property {number} count
 * @property {number} pages
 * @property {(n: number) => Promise<Hit[]>} hits  The hits of page *n*, from 1.
 * @property {Record<string, Record<string, number>>} facets  How many results each value has; where values of its facet are chosen, how
 *   many it has or would add. A year is four figures, or `unknown`.
 * @property {string[]} missing  Languages whose index did not load.
 */

/**
 * Return the engine over the index at *base*, for a page in *lang*.
 * @param {string} base  The address of the folder of the index.
 * @param {string} lang  A BCP 47 tag.
 * @param {string} root  The address of the site's root.
 */
export function openEngine(base, lang, root) {
  const readings = new Map();
  let languages = null;

  /** Return the reading of *language* that *query* needs, opened once and again after a failure. */
  function reading(language, query) {
    const name = needsStemmer(language, query) ? language : language + PLAIN;
    if (!readings.has(name)) {
      const worker = openWorker();
      readings.set(name, { call: worker.call, close: worker.close, opened: worker.call("open", base, name) });
    }
    return readings.get(name);
  }

  async function searchIn(language, query, filters, sort) {
    const reader = reading(language, query);
    try {
      const known = await reader.opened;
      const found = await reader.call("search", query, withYears(filters, Object.keys(known.year ?? {})), sort);
      const read = (id) => reader.call("read", found.number, id);
      return { language, facets: found.facets, hits: found.hits.map((hit) => ({ ...hit, language, read })) };
    } catch (error) {
      forget(reader);
      throw error;
    }
  }

  function forget(reader) {
    reader.close();
    for (const [name, known] of readings) if (known === reader) readings.delete(name);
  }

  async function languagesOnce() {
    languages ??= loadLanguages(base, lang);
    try {
      return await languages;
    } catch (error) {
      languages = null;
      throw error;
    }
  }

  return {
    /** Load what a search in the letters of the page's language needs, before there is one; what fails is told by the search. */
    async warm() {
      const letters = new Intl.DisplayNames([lang], { type: "language" }).of(lang);
      for (const language of await languagesOnce().catch(() => [])) reading(language, letters).opened.catch(() => {});
    },

    /**
     * Search all languages. Of the values of a facet an article has any, and this for each facet. Rejects if nothing loads.
     * @param {string} query  Words; empty for all articles.
     * @param {Record<string, string[]>} filters  Ids by facet (FACETS of state.js); of years also spans: 2014..2016, 2014.., ..2016
     * @param {"relevance" | "newest" | "oldest"} sort  By date, articles without one come last.
     * @returns {Promise<Results>}
     */
    async search(query, filters, sort) {
      const all = await languagesOnce();
      const words = plainQuotes(query);
      const order = query === "" && sort === "relevance" ? "newest" : sort;
      // Here a vocabulary of the index will mend a misspelt word before it is looked for (issue 8).
      const asked = await Promise.allSettled(all.map((language) => searchIn(language, words, filters, order)));
      const found = asked.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
      if (found.length === 0) throw asked[0]?.reason ?? new Error("the index holds no language");
      return merge(found, order, {
        root,
        missing: all.filter((_, place) => asked[place].status === "rejected"),
      });
    },
  };
}

/** Return the languages of the index, that of the page first, the others by their size. */
async function loadLanguages(base, lang) {
  const response = await fetch(new URL(ENTRY, base), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${ENTRY}: ${response.status}`);
  const { languages } = await response.json();
  const size = (name) => (name === lang ? Infinity : languages[name].page_count);
  return Object.keys(languages)
    .filter((name) => !name.endsWith(PLAIN))
    .sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}

/** Return *filters* with each span of years as those of the *known* years that lie in it; one without any stays, and finds nothing. */
function withYears(filters, known) {
  if (!filters.year) return filters;
  const expand = (value) => {
    const span = RANGE.exec(value)?.groups;
    const within = span ? known.filter((year) => /^\d{4}$/u.test(year) && year >= (span.from ?? "") && year <= (span.to ?? "9999")) : [];
    return within.length > 0 ? within : [value];
  };
  return { ...filters, year: filters.year.flatMap(expand) };
}

/** Tell whether *query* has a letter of the script of *language*: only such words does its stemmer change. */
function needsStemmer(language, query) {
  try {
    return new RegExp(`\\p{scx=${new Intl.Locale(language).maximize().script}}`, "u").test(query);
  } catch {
    return true; // a language of several scripts, such as Japanese
  }
}

/** Return *query* with the quotation marks around it as Pagefind knows them: “so”, «so», „so“. */
function plainQuotes(query) {
  return query.replace(/^[“”„«»"](.+)[“”„«»"]$/su, '"$1"');
}

/** Start a worker; return how to call it and how to end it. */
function openWorker() {
  const worker = new Worker(new URL("./index-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let calls = 0;
  worker.addEventListener("message", ({ data: { id, answer, failure } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) resolve(answer);
    else reject(new Error(failure));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new Error(event.message || "the search worker did not start"));
    waiting.clear();
  });
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        worker.postMessage({ id: calls, method, args });
      }),
    close: () => worker.terminate(),
  };
}

/** Return the results of several languages as one. */
function merge(found, sort, { root, missing }) {
  const show = (hit) => readHit(hit, root);
  const count = found.reduce((sum, { hits }) => sum + hits.length, 0);
  const page = sort === "relevance" ? byScore(found) : byDate(found, sort, show);
  return {
    count,
    pages: Math.ceil(count / PAGE_SIZE),
    hits: async (n) => Promise.all((await page((n - 1) * PAGE_SIZE, PAGE_SIZE)).map(show)),
    facets: addUp(found.map(({ facets }) => facets)),
    missing,
  };
}

async function readHit(hit, root) {
  hit.shown ??= hit.read(hit.id);
  const { path, ...article } = await hit.shown;
  return { ...article, url: new URL(path.replace(/^\/+/u, ""), root).href, lang: hit.language };
}

/**
 * Merge by score. How rare a word is counts within each index, so that scores of two cannot be compared: a hit counts by how near it comes to
 * the best one of its language. Sorting is stable, and the page's language stands first in *found*: so it does among hits that count alike.
 */
function byScore(found) {
  const all = found.flatMap(({ hits }) => hits.map((hit) => ({ ...hit, score: hit.score / (hits[0].score || 1) })));
  all.sort((a, b) => b.score - a.score);
  return (start, length) => all.slice(start, start + length);
}

/**
 * Merge lists that are each in order of date. A date is known only once its article has been read, so as few as possible are: of k
 * lists of which r entries are to be passed over, the list whose entry number r/k comes first can pass over r/k of its entries.
 */
function byDate(found, sort, show) {
  const lists = found.map(({ hits }) => hits.filter((hit) => !hit.undated));
  const undated = found.flatMap(({ hits }) => hits.filter((hit) => hit.undated));
  const dated = lists.reduce((sum, list) => sum + list.length, 0);
  const earlier = sort === "newest" ? (a, b) => a > b : (a, b) => a < b;

  async function pass(at, steps) {
    const ahead = lists.map((list, k) => [k, list[Math.min(at[k] + steps, list.length) - 1]]).filter(([k]) => at[k] < lists[k].length);
    const dates = await Promise.all(ahead.map(async ([k, hit]) => [k, firstDay((await show(hit)).date)]));
    const [k] = dates.reduce((best, other) => (earlier(other[1], best[1]) ? other : best));
    const passed = Math.min(steps, lists[k].length - at[k]);
    at[k] += passed;
    return [k, passed];
  }

  return async (start, length) => {
    const at = lists.map(() => 0);
    let left = Math.min(start, dated);
    while (left > 0) left -= (await pass(at, Math.max(1, Math.floor(left / lists.length))))[1];
    const page = [];
    while (page.length < length && start + page.length < dated) {
      const [k] = await pass(at, 1);
      page.push(lists[k][at[k] - 1]);
    }
    const from = Math.max(0, start - dated);
    return [...page, ...undated.slice(from, from + length - page.length)];
  };
}

/** Return the first day that *date* can mean, by which the index sorts: of 2016 the first of January. */
function firstDay(date) {
  return date + "-01-01".slice(0, 10 - date.length);
}

function addUp(facets) {
  const sums = {};
  for (const one of facets) {
    for (const [facet, values] of Object.entries(one)) {
      sums[facet] ??= {};
      for (const [value, count] of Object.entries(values ?? {})) sums[facet][value] = (sums[facet][value] ?? 0) + count;
    }
  }
  return sums;
}
