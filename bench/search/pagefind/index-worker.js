/**
 * One language of the index, read in a thread of its own: the side of the engine that knows Pagefind.
 *
 * A Pagefind module holds one WebAssembly with one stemmer, so each language needs its own module; a worker gives it that and keeps
 * a long search from holding up the page. Messages: {id, method, args} in; {id, answer} or {id, failure} out.
 */

const KEPT_SEARCHES = 4; // results of earlier searches that can still be read
const EXCERPT_WORDS = 34;
const SHOWN = "shown-"; // begins the names of filters that only say what is shown: canonical.py

let index = null; // Pagefind's own interface, once open
let broken = ""; // the address of a part that did not load: Pagefind itself goes on as if nothing had been in it
let searches = 0;
const kept = new Map(); // number of a search -> its results by id

const methods = { open, search, read };

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const answer = await methods[method](...args);
    if (broken) throw new Error(`${broken} did not load`);
    postMessage({ id, answer });
  } catch (error) {
    postMessage({ id, failure: String(error?.message ?? error) });
  }
});

// Pagefind starts without waiting, and reports a failed start again with the first search: that report is the one we use.
addEventListener("unhandledrejection", (event) => event.preventDefault());

/** Open *language* of the index at *base* (an absolute address); answer how many articles each filter value has. */
async function open(base, language) {
  watchLoading();
  // Pagefind takes the language from <html lang>; a worker has no document, so here is as much of one as it asks for.
  globalThis.document = { querySelector: () => ({ getAttribute: () => language }) };
  const pagefind = await import(new URL("pagefind.js", base).href);
  const basePath = new URL(base).pathname;
  index = pagefind.createInstance({ basePath, baseUrl: "/", noWorker: true });
  await index.init();
  return index.filters(); // also loads the filters, which a search does not do for those that it is not asked for
}

/** Search; answer the ids and scores of what was found in order, and the counts of every filter value. */
async function search(query, filters, sort) {
  const words = await known(query);
  if (words === null) return { number: 0, hits: [], facets: {} };
  const found = await ask(words, filters, sort);
  const facets = { ...found.filters };
  for (const facet of Object.keys(filters)) {
    const { [facet]: _, ...others } = filters;
    facets[facet] = (await ask(words, others, "relevance")).filters[facet];
  }
  const results = sort === "relevance" ? found.results : await undatedLast(found.results, words, filters);
  searches += 1;
  kept.set(searches, new Map(results.map((result) => [result.id, result])));
  kept.delete(searches - KEPT_SEARCHES);
  return { number: searches, hits: results.map(({ id, score, undated = false }) => ({ id, score, undated })), facets };
}

/**
 * Return *query* as this language can answer it; null if it has a word that no article here has. Pagefind leaves out a word that it does
 * not know, or takes the longest known word that it begins with: of "Aktobe 1373" a Russian index would find each "1373", and for "Aktobe"
 * each "A/RES/60/288". A word that is only known in parts stands in parts: "60/288" as "60 288".
 */
async function known(query) {
  if (/^".*"$/su.test(query)) return query; // side by side: there it takes each word as it is
  const words = [];
  for (const word of new Set(query.split(/\s+/u))) {
    const parts = word.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
    if (parts.length === 0) continue;
    if (await knows(word)) words.push(word);
    else if (parts.length > 1 && (await Promise.all(parts.map(knows))).every(Boolean)) words.push(...parts);
    else return null;
  }
  return query && words.length === 0 ? null : words.join(" ");
}

/** Tell whether *word*, or one that begins with it, is known: then more is found than for a word that cannot be. */
async function knows(word) {
  const exact = await index.search(`"${word}"`);
  if (exact.results.length > 0) return true;
  const [found, guessed] = await Promise.all([index.search(word), index.search(`${word}zzzz`)]);
  return placesOf(found) !== placesOf(guessed);
}

function placesOf({ results }) {
  return results.map(({ id, words }) => `${id} ${words}`).sort().join("\n");
}

function ask(query, filters, sort) {
  const chosen = {};
  for (const [facet, values] of Object.entries(filters)) chosen[facet] = { any: values };
  const order = { newest: { date: "desc" }, oldest: { date: "asc" } }[sort] ?? {};
  return index.search(query || null, { filters: chosen, sort: order });
}

/** Pagefind leaves what has no date out of what it sorts by date: that comes after all that has one. */
async function undatedLast(dated, query, filters) {
  const seen = new Set(dated.map((result) => result.id));
  const all = await ask(query, filters, "relevance");
  const undated = all.results.filter((result) => !seen.has(result.id));
  for (const result of undated) result.undated = true;
  return [...dated, ...undated];
}

/** Answer what the page shows of the article *id* that search *number* found. */
async function read(number, id) {
  const article = await kept.get(number).get(id).data();
  const { title = "", standfirst = "", place = "" } = article.meta;
  const shown = (name) => article.filters[SHOWN + name]?.[0] ?? "";
  const filters = Object.fromEntries(Object.entries(article.filters).filter(([name]) => !name.startsWith(SHOWN)));
  const record = { date: shown("date"), added: shown("added"), original: shown("original"), isOwn: shown("own") !== "" };
  return { path: article.raw_url, title, standfirst, dateline: place, ...record, filters, excerpt: excerpt(article, title, standfirst) };
}

/** Return the words of *article* around its hits as [text, whether it is a hit] pairs; no markup ever stands in them. */
function excerpt({ content, weighted_locations: hits }, title, standfirst) {
  const words = content.split(/\s+/u);
  const first = wordsUpTo(title, content);
  const weights = new Map(hits.filter((hit) => hit.location >= first).map((hit) => [hit.location, hit.balanced_score]));
  if (weights.size === 0 && standfirst) return [[standfirst, false]];
  const start = weights.size > 0 ? densest(weights, words.length, first) : first;
  const end = Math.min(start + EXCERPT_WORDS, words.length);
  const pieces = start > first ? [["… ", false]] : [];
  for (let place = start; place < end; place += 1) pieces.push(...pieceOf(words[place], weights.has(place)), [" ", false]);
  if (end < words.length) pieces.push(["…", false]);
  return joined(pieces);
}

/** Return how many words of *content* end with its headline: the result shows that already. */
function wordsUpTo(title, content) {
  const place = content.indexOf(title);
  return place < 0 ? 0 : content.slice(0, place + title.length).split(/\s+/u).length;
}

/** Return where the stretch of words begins that has the most hits, a few words before the first of them. */
function densest(weights, length, first) {
  const before = 6;
  const places = [...weights.keys()].sort((a, b) => a - b);
  let [best, most] = [first, -1];
  for (const place of places) {
    const start = Math.max(first, Math.min(place - before, length - EXCERPT_WORDS));
    let sum = 0;
    for (const other of places) if (other >= start && other < start + EXCERPT_WORDS) sum += weights.get(other);
    if (sum > most) [best, most] = [start, sum];
  }
  return best;
}

/** Return *word* in pieces: the marks of punctuation around a hit are no part of it. */
function pieceOf(word, isHit) {
  if (!isHit) return [[word, false]];
  const { before, hit, after } = /^(?<before>[\p{P}\p{S}]*)(?<hit>.*?)(?<after>[\p{P}\p{S}]*)$/su.exec(word).groups;
  return [[before, false], [hit, true], [after, false]];
}

function joined(pieces) {
  const whole = [];
  for (const [text, isHit] of pieces) {
    if (whole.at(-1)?.[1] === isHit) whole.at(-1)[0] += text;
    else if (text) whole.push([text, isHit]);
  }
  return whole;
}

function watchLoading() {
  const load = globalThis.fetch;
  globalThis.fetch = async (address, ...rest) => {
    try {
      const response = await load(address, ...rest);
      if (!response.ok) broken = String(address);
      return response;
    } catch (error) {
      broken = String(address);
      throw error;
    }
  };
}
