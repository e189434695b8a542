/** From a query to the articles that match it. */
import { wordsOf } from "./folding.js";
import { both, counted, either, matchEntries, matchWord, nothing, together } from "./matching.js";
import { resolve } from "./words.js";

const LONGEST_NAME = 4; // words
const SENTENCE = 4; // words
// Articles whose texts are read for words that stand side by side: so many at once, and at most.
const READ_AT_ONCE = 60;
const MOST_READ = 10 * READ_AT_ONCE;

/**
 * @typedef {object} Found
 * @property {Uint32Array[]} scores  For each segment how well articles match; 0 for those that do not.
 * @property {[string, string][]} corrected  Words that were taken for others.
 * @property {boolean} isPartial  Whether more articles have words that are to stand side by side than were read for them.
 * @property {boolean} isRelaxed  Whether no article has everything, and those that have most of it were taken.
 * @property {Map<string, import("./words.js").Meaning[]>} meanings  What each word that was looked for was taken to mean.
 * @property {{text: string, groups: object[], entries: string[][]}[]} named  Names of entries: as they were typed, what of the query they are,
 *   and the entries, pairs of facet and id.
 */

/**
 * Return what matches *query* in *segments*.
 * @param {import("./query.js").Query} query
 * @param {object[]} segments
 * @param {Map<string, string[]>} names  The entries that a name leads to.
 * @param {boolean} isExact  Whether words stand for nothing but themselves, and all of them have to be there.
 * @returns {Promise<Found>}
 */
export async function match(query, segments, names, isExact = false) {
  const found = { corrected: [], isPartial: false, isRelaxed: false, meanings: new Map(), named: [] };
  const last = query.all.at(-1)?.[0];
  const wordOnce = new Map();

  function matchOne(word, isLast) {
    if (!wordOnce.has(word)) wordOnce.set(word, lookFor(word, { isLast, isExact }, segments, found));
    return wordOnce.get(word);
  }
  const matchAll = async (words, isLast = false) =>
    both(await Promise.all(words.map((word, at) => matchOne(word, isLast && at === words.length - 1))), segments);
  const matchAsked = (asked) => matchAll(asked.words, asked === last && !asked.isPhrase);

  async function matchNamed(matched, named) {
    found.named.push(named);
    return together([matched, await matchEntries(named.entries, segments)], segments);
  }

  const clauses = await Promise.all(
    groupNames(query.all, isExact ? new Map() : names).map(async ({ groups, entries }) => {
      const text = groups.map(([asked]) => asked.text).join(" ");
      if (entries.length > 0) return matchNamed(both(await Promise.all(groups.map(([asked]) => matchAsked(asked))), segments), { text, groups, entries });
      const matched = either(await Promise.all(groups[0].map(matchAsked)), segments);
      const [, meant = ""] = found.corrected.find(([word]) => word === groups[0][0].words.join(" ")) ?? [];
      return names.has(meant) ? matchNamed(matched, { text: meant, groups, entries: entriesOf(meant, names) }) : matched;
    }),
  );
  const excluded = await Promise.all(query.none.map(({ words }) => matchAll(words)));
  found.scores = clauses.length > 0 ? both(clauses, segments) : nothing(segments).map((scores) => scores.fill(1));
  const hasPhrase = query.all.some((group) => group.some(({ isPhrase }) => isPhrase));
  if (clauses.length > 1 && !hasPhrase && !isExact && isEmpty(found.scores)) relax(found, clauses, segments);
  query.none.forEach(({ isPhrase }, at) => isPhrase || exclude(found.scores, excluded[at]));
  found.isPartial = await readPhrases(query, found.scores, segments, matchAsked);
  return found;
}

/** Look for *word*; what it was taken for is noted in *found*. */
async function lookFor(word, how, segments, found) {
  const { meanings, corrected } = await resolve(word, segments, how);
  found.meanings.set(word, meanings);
  if (corrected) found.corrected.push([word, corrected]);
  return matchWord(meanings, segments);
}

/** Return *groups* with those put together that are the name of an entry: the longest name that begins at a word. */
function groupNames(groups, names) {
  const whole = [];
  for (let at = 0; at < groups.length; ) {
    let length = Math.min(LONGEST_NAME, groups.length - at);
    while (length > 0 && !names.has(nameOf(groups.slice(at, at + length)))) length -= 1;
    const taken = groups.slice(at, at + Math.max(length, 1));
    whole.push({ groups: taken, entries: length > 0 ? entriesOf(nameOf(taken), names) : [] });
    at += taken.length;
  }
  return whole;
}

function entriesOf(name, names) {
  return names.get(name).map((entry) => entry.split(":"));
}

function nameOf(groups) {
  const isPlain = groups.every((group) => group.length === 1 && !group[0].isPhrase);
  return isPlain ? groups.map(([{ words }]) => words.join(" ")).join(" ") : "";
}

function relax(found, clauses, segments) {
  const counts = counted(clauses, segments);
  const most = Math.max(...counts.map((one) => one.reduce((best, count) => Math.max(best, count), 0)));
  if (most === 0) return;
  found.isRelaxed = true;
  found.scores = together(clauses, segments).map((scores, at) => scores.map((score, article) => (counts[at][article] === most ? score : 0)));
}

function isEmpty(scores) {
  return scores.every((one) => one.every((score) => score === 0));
}

function exclude(scores, others) {
  scores.forEach((one, at) => others[at].forEach((other, article) => other > 0 && (one[article] = 0)));
}

/**
 * Take out of *scores* what has not the words of *query* side by side that it asks for. The best matches are read, and the next ones only while
 * none of those has them; tell whether there are others.
 */
async function readPhrases(query, scores, segments, matchAsked) {
  const groups = query.all.filter((group) => group.some(({ isPhrase }) => isPhrase));
  const none = query.none.filter(({ isPhrase }) => isPhrase);
  if (groups.length + none.length === 0) return false;
  const matched = new Map();
  for (const asked of groups.flat()) matched.set(asked, await matchAsked(asked));
  const candidates = scores.flatMap((one, at) => [...one.keys()].filter((article) => one[article] > 0).map((article) => [at, article]));
  candidates.sort((a, b) => scores[b[0]][b[1]] - scores[a[0]][a[1]] || a[0] - b[0] || a[1] - b[1]);
  async function isAsked([at, article]) {
    const fields = fieldsOf(await segments[at].article(article));
    const has = (asked) => (asked.isPhrase ? fields.some((words) => isIn(asked.words, words)) : matched.get(asked)[at][article] > 0);
    return groups.every((group) => group.some(has)) && !none.some(has);
  }
  const kept = [];
  while (kept.length < Math.min(candidates.length, MOST_READ) && !kept.includes(true))
    kept.push(...(await Promise.all(candidates.slice(kept.length, kept.length + READ_AT_ONCE).map(isAsked))));
  candidates.forEach(([at, article], place) => kept[place] || (scores[at][article] = 0));
  return candidates.length > kept.length;
}

/**
 * Tell whether *query* is nothing but words, and enough of them to be a sentence.
 * @param {import("./query.js").Query} query
 */
export function isSentence({ all }) {
  return all.length >= SENTENCE && all.every((group) => group.length === 1 && !group[0].isPhrase);
}

/** Tell whether *article* has the words of the sentence *query* side by side, in their order. */
export function hasSentence({ all }, article) {
  const sentence = all.flatMap(([{ words }]) => words);
  return fieldsOf(article).some((words) => isIn(sentence, words));
}

function fieldsOf({ title, standfirst, text }) {
  return [title, standfirst, ...text.split("\n")].map(wordsOf);
}

function isIn(phrase, words) {
  return words.some((_, start) => phrase.every((word, at) => words[start + at] === word));
}
