/** The sentences under what was found: what was looked for instead, what was left out, and what could not be looked for. */
import { element, isolated } from "./dom.js";
import { wordsOf } from "./reader/folding.js";
import { LONGEST_QUERY, serialise } from "./state.js";

/**
 * Return the sentences, as nodes.
 * @param {import("./state.js").State} state
 * @param {import("./engine.js").Results} outcome
 * @param {import("./engine.js").Hit[]} hits
 */
export function notes(state, outcome, hits, words) {
  const { count, missing = [], corrected = [], isRelaxed, isPartial, named = [] } = outcome;
  const lines = [];
  if (count > 0 && corrected.length > 0) lines.push(correction(state, corrected, hits, words));
  if (count > 0) lines.push(...otherNames(named, words));
  if (isRelaxed) lines.push([words.say("relaxed")]);
  if (isPartial) lines.push([words.say("partial")]);
  if (count === 0) lines.push([words.say("advice")]);
  if (state.cut) lines.push([words.say("cut", { number: words.number(LONGEST_QUERY) })]);
  if (missing.length > 0) lines.push([words.say("missing", { languages: words.list(missing.map(words.languageName)) })]);
  return lines.map((line) => element("p", {}, ...line));
}

/** Return that other words were looked for, with the way to exactly those that were typed. */
function correction(state, corrected, hits, words) {
  const quoted = (said) => words.list(said.map((word) => words.say("quoted", { words: isolated(word) })));
  const shown = quoted(corrected.map(([, word]) => asWritten(word, hits)));
  const typed = quoted(corrected.map(([word]) => asTyped(word, state.query)));
  const exact = { href: serialise({ ...state, exact: true, page: 1 }), "data-go": true };
  return [words.say("showing", { words: shown }), " ", element("a", exact, words.say("instead", { words: typed }))];
}

/** Return that a name which was typed is one of an entry that goes by another here: “Aqtöbe” is also Aktobe. */
function otherNames(named, words) {
  const others = new Map();
  for (const [text, facet, id] of named) {
    const name = words.name(facet, id);
    if (!isSame(text, name)) others.set(text, new Set([...(others.get(text) ?? []), name]));
  }
  return [...others].map(([text, names]) => [words.say("also", { words: isolated(text), names: words.list([...names].map(isolated)) })]);
}

/** Return *query* with the words that were *corrected* in the place of those that were typed. */
export function mended(query, corrected, hits) {
  const instead = new Map(corrected.map(([word, other]) => [word, asWritten(other, hits)]));
  return query.replace(/[^\s\p{P}]+/gu, (typed) => instead.get(wordsOf(typed).join(" ")) ?? typed);
}

/** Return *word*, which is as it is compared, as the articles that were found write it. */
function asWritten(word, hits) {
  const marked = hits.flatMap(({ excerpt }) => excerpt.filter(([, isHit]) => isHit).map(([text]) => text));
  const written = spellings(word, [...hits.map(({ title }) => title), ...marked]);
  return written.find((one) => one !== one.toUpperCase()) ?? written[0] ?? word; // AKTOBE, as the line above a text has it
}

function asTyped(word, query) {
  return spellings(word, [query])[0] ?? word;
}

function spellings(word, texts) {
  return texts.flatMap((text) => text.split(/[\s\p{P}]+/u)).filter((one) => one !== "" && isSame(one, word));
}

function isSame(one, other) {
  return wordsOf(one).join(" ") === wordsOf(other).join(" ");
}
