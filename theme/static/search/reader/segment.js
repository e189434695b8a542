/** One segment of the index: a stretch of articles with their words, facets, dates and texts (digest/search/segments.py). */
import { fetchBytes, fetchJson, once, Reader } from "./files.js";

const MOST_FILES = 4; // that a look at neighbouring words may take
const FIRST_DIGIT = 48;

/**
 * @typedef {object} Line  What the index says of a key.
 * @property {string} key
 * @property {string[]} roots  The stems of a written form; none for a key that is only a stem.
 * @property {boolean} isName  Whether it was only ever seen as a name.
 * @property {string[]} names  Of a sound: the names that sound so.
 * @property {{articles: Uint32Array, levels: Uint8Array} | null} postings  Of a stem: the articles that have it.
 */

/**
 * Return the segment in the folder *name* of the index at *base*.
 * @param {URL} base
 * @param {{name: string, articles: number}} about
 */
export function openSegment(base, { name, articles }) {
  const folder = new URL(`${name}/`, base);
  const file = (path) => new URL(path, folder);
  const about = once(() => fetchJson(file("segment.bin")));
  const loaded = new Map(); // number of a file -> its lines by key
  let first = []; // the first key of each file, once known
  const shard = once(async (number) => {
    const lines = readShard(await fetchBytes(file(`${number}.bin`)));
    loaded.set(number, lines);
    return lines;
  });

  async function placeOf(key) {
    first = (await about()).shards;
    return lastNotBehind(key, first);
  }

  return {
    articles,
    endings: async () => (await about()).endings,
    facets: once(async () => readFacets(await fetchBytes(file("facets.bin")), articles)),
    dates: once(async () => readDates(await fetchBytes(file("dates.bin")), articles)),
    article: once(async (number) => {
      const { starts, folders } = (await about()).texts;
      const at = lastNotBehind(number, starts);
      return fetchJson(new URL(`articles/${folders[at]}/${number - starts[at]}.bin`, base));
    }),

    /**
     * Return what is said of *key*; null if nothing is.
     * @returns {Promise<Line | null>}
     */
    async line(key) {
      const place = await placeOf(key);
      return place < 0 ? null : ((await shard(place)).get(key) ?? null);
    },

    /** Return what is said of *key* in what has been loaded for other words; null if that tells nothing. */
    peek(key) {
      return loaded.get(lastNotBehind(key, first))?.get(key) ?? null;
    },

    /**
     * Return the lines whose keys begin with *beginning*, of the files around *key* if there are very many.
     * @returns {Promise<Line[]>}
     */
    async linesFrom(beginning, key = beginning) {
      const [start, last, around] = await Promise.all([placeOf(beginning), placeOf(`${beginning}\uffff`), placeOf(key)]);
      const from = Math.max(start, 0, Math.min(around - 1, last - MOST_FILES + 1));
      const numbers = Array.from({ length: Math.max(0, Math.min(last - from + 1, MOST_FILES)) }, (_, at) => from + at);
      const found = await Promise.all(numbers.map(shard));
      return found.flatMap((lines) => [...lines.values()].filter((line) => line.key.startsWith(beginning)));
    },
  };
}

/** Return the place of the last of *keys*, which are in order, that does not stand behind *key*. */
function lastNotBehind(key, keys) {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Return the lines of a file by their keys. */
function readShard(bytes) {
  const reader = new Reader(bytes);
  const lines = new Map();
  let before = "";
  for (const text of reader.text().split("\n")) {
    const [rest, said = ""] = text.slice(1).split("\t");
    const key = before.slice(0, text.charCodeAt(0) - FIRST_DIGIT) + rest;
    lines.set(key, readLine(key, said));
    before = key;
  }
  for (const line of lines.values()) if (line.isStem) line.postings = readPostings(reader);
  return lines;
}

function readLine(key, said) {
  const { stem, name, codes } = /^(?<stem>\*?)(?<name>!?)(?<codes>.*)$/u.exec(said).groups;
  const isSound = key.startsWith("#");
  const roots = codes && !isSound ? codes.split(",").map((code) => rootOf(key, code)) : [];
  return { key, roots, isStem: stem !== "", isName: name !== "", names: isSound ? codes.split(" ") : [], postings: null };
}

// 5i: the first five letters and an i
function rootOf(form, code) {
  const { kept, rest } = /^(?<kept>\d+)(?<rest>.*)$/u.exec(code).groups;
  return form.slice(0, Number(kept)) + rest;
}

function readPostings(reader) {
  const count = reader.number();
  const articles = new Uint32Array(count);
  for (let at = 0, article = -1; at < count; at += 1) {
    article += reader.number() + 1;
    articles[at] = article;
  }
  return { articles, levels: reader.take(count) };
}

/** Return the values of each facet, and for each article the places of its own among them. */
function readFacets(bytes, articles) {
  const reader = new Reader(bytes);
  const facets = {};
  for (const line of reader.text().split("\n").filter(Boolean)) {
    const [facet, ...values] = line.split("\t");
    const counts = reader.numbers(articles);
    facets[facet] = { values, rows: counts.map((count) => reader.numbers(count)) };
  }
  return facets;
}

function readDates(bytes, articles) {
  return Uint32Array.from({ length: articles }, (_, at) => bytes[at] | (bytes[articles + at] << 8) | (bytes[2 * articles + at] << 16));
}
