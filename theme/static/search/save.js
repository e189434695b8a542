/** Saving the whole list of results as a file, made in the browser: nobody else learns of it. */
import { FORMATS } from "./formats.js";

/** No more than these are saved: each is read from the index on its own. */
export const MOST_SAVED = 500;

/**
 * Read all results of *outcome*, up to MOST_SAVED, and save them as *format*; return the name of the file.
 * @param {import("./engine.js").Results} outcome
 * @param {keyof typeof FORMATS} format
 * @param {string} digest  The name of the site.
 * @param {(number: number) => void} tell  Called with how many have been read.
 */
export async function save(outcome, format, { words, digest, tell }) {
  const entries = [];
  for (let page = 1; page <= outcome.pages && entries.length < MOST_SAVED; page += 1) {
    for (const hit of await outcome.hits(page)) entries.push(entryOf(hit, words, digest));
    tell(Math.min(entries.length, MOST_SAVED));
  }
  const { type, render } = FORMATS[format];
  const name = `search-results.${format}`; // says nothing of what was looked for
  offer(new Blob([render(withKeys(entries.slice(0, MOST_SAVED)))], { type }), name);
  return name;
}

/** Return what *hit* says of its article, in the words of the page. */
function entryOf(hit, words, digest) {
  const named = (facet) => (hit.filters[facet] ?? []).map((id) => words.name(facet, id));
  return {
    title: hit.title,
    url: hit.url,
    lang: hit.lang,
    date: hit.date,
    added: hit.added,
    authors: named("author"),
    publication: named("publication"),
    section: named("section"),
    tags: named("tag"),
    places: named("place"),
    summary: hit.standfirst,
    original: hit.original,
    isOwn: hit.isOwn,
    digest,
  };
}

/** Return *entries* with a key each, no two the same: the last part of the address. */
function withKeys(entries) {
  const used = new Map();
  return entries.map((one) => {
    const slug = decodeURIComponent(new URL(one.url).pathname).split("/").filter(Boolean).at(-1) ?? "article";
    const plain = slug.replace(/[^\w-]+/gu, "-");
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    return { ...one, key: times > 1 ? `${plain}-${times}` : plain };
  });
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // not before the browser has read it
}
