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
  offer(new Blob([render(entries.slice(0, MOST_SAVED))], { type }), name);
  return name;
}

/** Return what *hit* says of its article. */
function entryOf(hit, words, digest) {
  const named = (facet) => (hit.filters[facet] ?? []).map((id) => words.name(facet, id));
  const entry = {
    id: decodeURIComponent(new URL(hit.url).pathname).split("/").filter((part) => part && part !== "index.html").at(-1),
    title: hit.title,
    url: hit.url,
    lang: hit.lang,
    date: hit.date,
    added: hit.added,
    authors: named("author"),
    outlet: named("publication").join(words.say("comma")),
    isOwn: hit.isOwn,
    ids: Object.fromEntries(["section", "tag", "place"].map((facet) => [facet, hit.filters[facet] ?? []])),
    keywords: named("tag"),
    summary: hit.standfirst,
    source: hit.original,
    digest,
  };
  return { ...entry, note: noteOn(entry, words) };
}

/** Return what else is to be known: when a text came here, where its original is, or what it restates. */
function noteOn(entry, words) {
  const known = [...(entry.isOwn ? [entry.outlet, entry.date] : []), entry.source].filter(Boolean);
  const original = known.length > 0 ? `${words.say("original")} ${known.join(", ")}` : "";
  if (entry.isOwn) return original;
  const here = `${entry.digest}${words.say("comma")}${words.say("added", { date: entry.added })}`;
  return [here, original].filter(Boolean).join(". ");
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // not before the browser has read it
}
