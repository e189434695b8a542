/**
 * An index of our own, read without WebAssembly: the same `openEngine` as that of the search page (../engine.js, docs/search.md), not yet used by it.
 * Its parts: query.js says what is asked, words.js what a word can mean, asking.js and matching.js which articles match, facets.js what they are
 * narrowed to, excerpt.js what is shown of them; segment.js and files.js read what digest/search/own writes.
 */
import { hasSentence, isSentence, match } from "./asking.js";
import { excerpt } from "./excerpt.js";
import { narrow } from "./facets.js";
import { fetchJson } from "./files.js";
import { wordsOf } from "./folding.js";
import { parseQuery } from "./query.js";
import { openSegment } from "./segment.js";
import { endingsOf, rootsBehind } from "./words.js";

const ENTRY = "index.json";
const PAGE_SIZE = 20;
const MOST_ARTICLES = 2 ** 20; // so that a place and a score are one whole number: sorting numbers is what browsers do fastest

/**
 * Return the engine over the index at *base*, for a page in *lang*.
 * @param {string} base  The address of the folder of the index.
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
     * Search all languages. See ../engine.js; `corrected`, `isRelaxed` and `isPartial` say what was looked for instead, and what was not.
     * @param {string} query
     * @param {Record<string, string[]>} filters
     * @param {"relevance" | "newest" | "oldest"} sort
     */
    search: (query, filters, sort) => askIndex((index) => search(index, query, filters, sort)),
  };

  async function search({ segments, names }, query, filters, sort) {
    const asked = parseQuery(query);
    const found = await match(asked, segments, names);
    const { passing, counts } = await narrow(found.scores, withTyped(filters, asked.filters, names), segments);
    const order = query === "" && sort === "relevance" ? "newest" : sort;
    const places =
      order === "relevance" ? await sentenceFirst(await byScore(passing, segments, lang), asked, segments) : await byDate(passing, segments, order);
    const endings = await endingsOf(segments);
    const show = (place) => readHit(place, segments, root, (segment, word) => isHit(word, segment, found, endings));
    return {
      count: places.length,
      pages: Math.ceil(places.length / PAGE_SIZE),
      hits: (n) => orForget(Promise.all(places.slice((n - 1) * PAGE_SIZE, n * PAGE_SIZE).map(show))),
      facets: counts,
      missing: [],
      corrected: found.corrected,
      isRelaxed: found.isRelaxed,
      isPartial: found.isPartial,
    };
  }
}

async function openIndex(base) {
  const response = await fetch(new URL(ENTRY, base), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${ENTRY}: ${response.status}`);
  const entry = await response.json();
  const names = new Map(Object.entries(await fetchJson(new URL(entry.names, base)))); // "constructor" is a name of every object
  return { names, segments: entry.segments.map((about) => openSegment(base, about)) };
}

/** Return *filters* with those that were *typed*: by id, or by any name that an entry goes by. */
function withTyped(filters, typed, names) {
  const whole = { ...filters };
  for (const [facet, values] of Object.entries(typed)) {
    const ids = values.flatMap((value) => {
      const entries = names.get(wordsOf(value).join(" ")) ?? [];
      const own = entries.filter((entry) => entry.startsWith(`${facet}:`)).map((entry) => entry.slice(facet.length + 1));
      return own.length > 0 ? own : [value];
    });
    whole[facet] = [...(whole[facet] ?? []), ...ids];
  }
  return whole;
}

/** Return the places of what is in *passing*, the best match first; among equals the language of the page comes first. */
async function byScore(passing, segments, lang) {
  const facets = await Promise.all(segments.map((segment) => segment.facets()));
  return inOrder(passing, (score, at, article) => {
    const { values = [], rows = [] } = facets[at].language ?? {};
    return 2 * score + (values[rows[article]?.[0]] === lang ? 1 : 0);
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

async function readHit(place, segments, root, isHitIn) {
  const [at, article] = located(place, segments);
  const { path, text, ...shown } = await segments[at].article(article);
  const url = new URL(path.replace(/^\/+/u, ""), root).href;
  return { ...shown, url, excerpt: excerpt(text, shown.standfirst, (word) => isHitIn(segments[at], word)) };
}

/** Tell whether *word* of an article is a form of what was looked for. */
function isHit(word, segment, { words, roots }, endings) {
  if (words.has(word) || roots.has(word)) return true;
  if (segment.peek(word)?.roots.some((root) => roots.has(root))) return true;
  return rootsBehind(word, endings).some((root) => roots.has(root));
}
