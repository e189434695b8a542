/**
 * The one file of the page that knows what answers a search. Another engine is another `openEngine` with the same answers: this is all that
 * the page asks of it, and docs/search.md says it in words.
 *
 *     const engine = openEngine(base, lang, root);
 *     engine.warm();
 *     const { count, pages, hits, facets, missing } = await engine.search(query, filters, sort);
 *     const firstTwenty = await hits(1);
 *
 * Behind it stands the index that digest/search writes. In reader/, query.js says what is asked, words.js what a word can mean, asking.js and
 * matching.js which articles match, facets.js what they are narrowed to, excerpt.js what is shown of them, why.js why they are there, names.js
 * what entries are called; segment.js and files.js read the files of the index.
 */
import { hasSentence, isSentence, match } from "./reader/asking.js";
import { excerpt } from "./reader/excerpt.js";
import { narrow } from "./reader/facets.js";
import { asJson, fetchJson, IndexError, load } from "./reader/files.js";
import { wordsOf } from "./reader/folding.js";
import { idsOf, namesOf, offer } from "./reader/names.js";
import { isNothing, parseQuery } from "./reader/query.js";
import { openSegment } from "./reader/segment.js";
import { reasons } from "./reader/why.js";
import { endingsOf, rootsBehind } from "./reader/words.js";

const ENTRY = "index.json"; // the only file of the index that changes while its address stays
const FOLDER = "index/";
const VERSION = 3; // as in digest/search/building.py
const PAGE_SIZE = 20;
const SHORTEST_KEPT = 3; // letters that a word and a stem of it share where an ending was taken off
const MOST_ARTICLES = 2 ** 20; // so that a place and a score are one whole number: sorting numbers is what browsers do fastest

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
 * @property {import("./reader/why.js").Reason[]} why  Why it is one, where its own words do not show it.
 *
 * @typedef {object} Results
 * @property {number} count
 * @property {number} pages
 * @property {(n: number) => Promise<Hit[]>} hits  The hits of page *n*, from 1.
 * @property {Record<string, Record<string, number>>} facets  How many results each value has; where values of its facet are chosen, how
 *   many it has or would add. A year is four figures, or `unknown`.
 * @property {string[]} missing  Languages that could not be searched.
 * @property {Record<string, string[]>} typed  The ids of the filters that were typed among the words, by facet.
 * @property {[string, string, string][]} named  Names of entries among the words, as they were typed, each with facet and id.
 * @property {[string, string][]} corrected  Words that were taken for others.
 * @property {boolean} isRelaxed  Whether no article has everything, and those that have most of it were taken.
 * @property {boolean} isPartial  Whether more articles have words that are to stand side by side than were read for them.
 */

/**
 * Return the engine over the index at *base*, for a page in *lang*.
 * @param {string} base  The address of the folder of the search page that the site has first, beside which the index stands.
 * @param {string} lang  A BCP 47 tag.
 * @param {string} root  The address of the site's root.
 */
export function openEngine(base, lang, root) {
  let opened = null;

  async function open() {
    opened ??= openIndex(base);
    return opened;
  }

  /** Return what *ask* makes of the index. What it has no file of any more is another index by now: that one is opened, once. */
  async function askIndex(ask) {
    try {
      return await ask(await open());
    } catch {
      opened = null;
    }
    return orForget(open().then(ask));
  }

  /** Return what is *read* of the index; if it fails, the next search opens the index anew. */
  async function orForget(read) {
    try {
      return await read;
    } catch (error) {
      opened = null;
      throw error;
    }
  }

  return {
    /** Load what every search needs, before there is one; what fails is told by the search. */
    async warm() {
      const load = ({ segments }) => Promise.all(segments.flatMap((segment) => [segment.endings(), segment.facets()]));
      await open().then(load).catch(() => {});
    },

    /**
     * Search all languages. Of the values of a facet an article has any, and this for each facet. Rejects with an IndexError (reader/files.js).
     * @param {string} query  Words; empty for all articles. See reader/query.js.
     * @param {Record<string, string[]>} filters  Ids by facet (FACETS of state.js); of years also spans: 2014..2016, 2014.., ..2016
     * @param {"relevance" | "newest" | "oldest"} sort  By date, articles without one come last.
     * @param {boolean} isExact  Whether words stand for nothing but themselves: nothing is corrected, spelled otherwise or left out.
     * @returns {Promise<Results>}
     */
    search: (query, filters, sort, isExact = false) => askIndex((index) => search(index, query, filters, sort, isExact)),

    /**
     * Return entries a name of which, in whatever language, begins with *text*: pairs of facet and id. Of the index nothing is fetched for it.
     * @param {string} text
     * @returns {Promise<[string, string][]>}
     */
    offer: (text) => askIndex(({ names }) => offer(text, names)),
  };

  async function search(index, query, filters, sort, isExact) {
    const { segments, names } = index;
    const asked = parseQuery(query);
    const found = await match(asked, segments, names, isExact);
    if (query.trim() !== "" && isNothing(asked)) for (const scores of found.scores) scores.fill(0);
    const typed = idsOf(asked.filters, names);
    const { passing, counts } = await narrow(found.scores, together(filters, typed), segments, idsOf(asked.outside, names));
    const order = asked.all.length === 0 && sort === "relevance" ? "newest" : sort;
    const places =
      order === "relevance" ? await sentenceFirst(await byScore(passing, segments, lang), asked, segments) : await byDate(passing, segments, order);
    const show = await showing(index, asked, found, root);
    return {
      count: places.length,
      pages: Math.ceil(places.length / PAGE_SIZE),
      hits: (n) => orForget(Promise.all(places.slice((n - 1) * PAGE_SIZE, n * PAGE_SIZE).map(show))),
      facets: counts,
      missing: [],
      typed,
      named: found.named.flatMap(({ text, entries }) => entries.map(([facet, id]) => [text, facet, id])),
      corrected: found.corrected,
      isRelaxed: found.isRelaxed,
      isPartial: found.isPartial,
    };
  }
}

async function openIndex(base) {
  const entry = asJson(await (await load(new URL(ENTRY, base), { cache: "no-cache" })).text(), ENTRY);
  if (entry.version !== VERSION) throw new IndexError("another version", `${ENTRY}: version ${entry.version}, and not ${VERSION}`);
  const folder = new URL(FOLDER, base);
  const names = new Map(Object.entries(await fetchJson(new URL(entry.names, folder)))); // "constructor" is a name of every object
  return { names, namesOf: namesOf(names), segments: entry.segments.map((about) => openSegment(folder, about)) };
}

/** Return *filters* and *others* as one. */
function together(filters, others) {
  const whole = { ...filters };
  for (const [facet, values] of Object.entries(others)) whole[facet] = [...new Set([...(whole[facet] ?? []), ...values])];
  return whole;
}

/** Return the places of what is in *passing*, the best match first; what is in the language of the page counts a quarter more. */
async function byScore(passing, segments, lang) {
  const facets = await Promise.all(segments.map((segment) => segment.facets()));
  return inOrder(passing, (score, at, article) => {
    const { values = [], rows = [] } = facets[at].language ?? {};
    return values[rows[article]?.[0]] === lang ? 10 * score + 1 : 8 * score;
  });
}

/** Return the places of what is in *passing* in order of date; what has none comes last. */
async function byDate(passing, segments, sort) {
  const dates = await Promise.all(segments.map((segment) => segment.dates()));
  const newest = 2 ** 24;
  return inOrder(passing, (_, at, article) => {
    const day = dates[at][article];
    return day === 0 || sort === "newest" ? day : newest - day;
  });
}

/** Return the places of what is in *passing*, those first that are *worth* most, in the order of the index where they are worth the same. */
function inOrder(passing, worth) {
  const total = passing.reduce((sum, scores) => sum + scores.reduce((count, score) => count + (score > 0 ? 1 : 0), 0), 0);
  const keys = new Float64Array(total);
  let [next, start] = [0, 0];
  passing.forEach((scores, at) => {
    for (let article = 0; article < scores.length; article += 1) {
      if (scores[article] === 0) continue;
      keys[next] = worth(scores[article], at, article) * MOST_ARTICLES + (MOST_ARTICLES - 1 - start - article);
      next += 1;
    }
    start += scores.length;
  });
  return Array.from(keys.sort().reverse(), (key) => MOST_ARTICLES - 1 - (key % MOST_ARTICLES));
}

/** Return *places* with those of the first page in front that have the whole of *asked* as a sentence: they are read for the page anyway. */
async function sentenceFirst(places, asked, segments) {
  if (!isSentence(asked) || places.length < 2) return places;
  const page = places.slice(0, PAGE_SIZE);
  const articles = await Promise.all(page.map((place) => located(place, segments)).map(([at, article]) => segments[at].article(article)));
  const has = articles.map((article) => hasSentence(asked, article));
  return [...page.filter((_, at) => has[at]), ...page.filter((_, at) => !has[at]), ...places.slice(PAGE_SIZE)];
}

/** Return the place of the segment, and in it of the article, that stands at *place* of all. */
function located(place, segments) {
  let [at, article] = [0, place];
  while (article >= segments[at].articles) {
    article -= segments[at].articles;
    at += 1;
  }
  return [at, article];
}

/** Return what reads the hit at a place: what is shown of the article, and where and why it has what was *asked*. */
async function showing({ segments, namesOf: namesOfEntry }, asked, found, root) {
  const wantedIn = wantedBy(found, segments, await endingsOf(segments));
  return async (place) => {
    const [at, number] = located(place, segments);
    const article = await segments[at].article(number);
    const { path, text, ...shown } = article;
    const { href, protocol } = new URL(path.replace(/^\/+/u, ""), root);
    return {
      ...shown,
      url: protocol === "file:" && href.endsWith("/") ? `${href}index.html` : href,
      excerpt: excerpt(text, shown.standfirst, (printed) => wantedIn[at](printed).length > 0),
      why: reasons(article, asked, found, { wantedIn: wantedIn[at], namesOf: namesOfEntry }),
    };
  };
}

/**
 * Return for each segment what tells of a word of its articles, as it is printed, which words or stems that were looked for it is a form of. Most
 * words stand in many articles: each is looked at once.
 */
function wantedBy({ meanings }, segments, endings) {
  const wanted = new Set([...meanings.keys(), ...[...meanings.values()].flat().flatMap(({ roots }) => roots)]);
  const beginnings = new Set([...wanted].map((root) => root.slice(0, SHORTEST_KEPT)));
  const rootsOf = (word, segment) => [
    word,
    ...(segment.peek(word)?.roots ?? []),
    ...(beginnings.has(word.slice(0, SHORTEST_KEPT)) ? rootsBehind(word, endings) : []),
  ];
  return segments.map((segment) => {
    const known = new Map();
    return (printed) => {
      if (!known.has(printed)) known.set(printed, wordsOf(printed).flatMap((word) => rootsOf(word, segment)).filter((root) => wanted.has(root)));
      return known.get(printed);
    };
  });
}
