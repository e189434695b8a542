/** Why an article is a hit, where a reader does not see it from the words that are marked. Pure. */
const NO_NAMES = ["language", "year"]; // facets whose values nobody has named in a registry
const SPACE = /\s+/u;
const AROUND = /^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu; // of a printed word: “Aktobe”,

/**
 * @typedef {object} Reason
 * @property {"spelling" | "entry" | "without"} kind  It has the word in another spelling, or stands under an entry of that name; or it has not the word.
 * @property {string} text  What was looked for, as it was typed.
 * @property {string} other  Of a spelling, how the article has it.
 * @property {string} facet  Of an entry.
 * @property {string} id  Of an entry.
 */

/**
 * Return for each part of what was *asked* that *article* does not show in its own words, why it is there.
 * @param {object} article  With its text and `filters`.
 * @param {import("./query.js").Query} asked
 * @param {import("./asking.js").Found} found
 * @param {object} how
 * @param {(printed: string) => string[]} how.wantedIn  Which words and stems that were looked for a printed word is a form of.
 * @param {(facet: string, id: string) => string[]} how.namesOf  The names of an entry, as they are compared.
 * @returns {Reason[]}
 */
export function reasons(article, asked, found, { wantedIn, namesOf }) {
  const forms = formsIn([article.title, article.standfirst, article.text], wantedIn);
  const seen = new Set();
  return asked.all
    .map((group) => reason(group, { article, forms, found, wantedIn, namesOf }))
    .filter((one) => one && !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one)));
}

/** Return the words of *texts* that were looked for as they are printed there, by the words and stems that they are forms of. */
function formsIn(texts, wantedIn) {
  const forms = new Map();
  for (const printed of texts.join("\n").split(SPACE)) {
    for (const root of wantedIn(printed)) if (!forms.has(root)) forms.set(root, printed.replace(AROUND, ""));
  }
  return forms;
}

/** Return why the article has one of *group*; null where one of them is there to be seen. */
function reason(group, about) {
  const told = group.map((asked) => (asked.words.every((word) => isThere(word, about)) ? null : otherwise(asked, group, about)));
  return told.includes(null) ? null : (told.find(({ kind }) => kind !== "without") ?? told[0]);
}

/** Tell whether the article has *word* or a form of it, or what the whole search was corrected to. */
function isThere(word, { forms, found }) {
  const corrected = new Map(found.corrected).get(word);
  const whole = (found.meanings.get(word) ?? []).filter(({ kind, form }) => (kind === "slip" ? form === corrected : kind !== "name"));
  return forms.has(word) || whole.some(({ roots }) => roots.some((root) => forms.has(root)));
}

function otherwise({ words, text }, group, about) {
  const named = byName(group, about);
  if (named) return { kind: "entry", text, ...named };
  const [other] = words.filter((word) => !isThere(word, about)).map((word) => spelling(word, about)).filter(Boolean);
  if (other) return { kind: "spelling", text, other };
  const entry = byWords(words, about);
  return entry ? { kind: "entry", text, ...entry } : { kind: "without", text };
}

/** Return the entry of the article that *group* is a name of, or a part of a name. */
function byName(group, { article, found }) {
  const entries = found.named.filter(({ groups }) => groups.includes(group)).flatMap((named) => named.entries);
  const [facet, id] = entries.find(([one, value]) => article.filters[one]?.includes(value)) ?? [];
  return facet && { facet, id };
}

/** Return the entry of the article in one of whose names *words* stand. */
function byWords(words, { article, found, wantedIn, namesOf }) {
  const entries = Object.entries(article.filters).filter(([facet]) => !NO_NAMES.includes(facet));
  const roots = words.map((word) => new Set([word, ...(found.meanings.get(word) ?? []).flatMap((meaning) => meaning.roots)]));
  const has = (name) => roots.every((any) => name.split(" ").some((word) => wantedIn(word).some((root) => any.has(root))));
  const all = entries.flatMap(([facet, ids]) => ids.map((id) => ({ facet, id })));
  return all.find(({ facet, id }) => namesOf(facet, id).some(has));
}

/** Return how the article spells *word*; nothing where it has it in no spelling. */
function spelling(word, { forms, found }) {
  const others = (found.meanings.get(word) ?? []).filter(({ kind }) => kind === "name" || kind === "slip");
  return others.flatMap(({ roots }) => roots).map((root) => forms.get(root)).find(Boolean);
}
