/**
 * From a word of a query to the stems that are looked for: the word itself, else a form of it that no article has, the same name in another
 * script, a word that it begins, or one that it is a slip of.
 */
import { distance } from "./distance.js";
import { isArabic, isWithoutVowels, reading, soundKey } from "./sounds.js";

const WEIGHT = { name: 0.8, beginning: 0.5, slip: [1, 0.6, 0.4] };
const SHORTEST = { key: 3, beginning: 3, slip: 4, twoSlips: 6, ending: 3 };
const LONGEST_ENDING = 8;
const MOST = { beginnings: 12, slips: 8, names: 6 };

/**
 * @typedef {object} Meaning  One thing that a word can mean.
 * @property {number} weight  How far it counts.
 * @property {string[]} roots  The stems of it.
 * @property {"word" | "name" | "beginning" | "slip"} kind  Whether it is the word itself or what else it can stand for.
 *
 * @typedef {object} Resolved
 * @property {Meaning[]} meanings  None if nothing is like the word.
 * @property {string} corrected  The word that it was taken for, if for another one.
 */

/**
 * Return what *word* means in *segments*.
 * @param {string} word  As it is compared.
 * @param {object[]} segments
 * @param {object} how
 * @param {boolean} how.isLast  Whether it is the last of the query, and may be cut short.
 * @param {boolean} how.isExact  Whether it stands for nothing but itself, in any of its forms.
 * @returns {Promise<Resolved>}
 */
export async function resolve(word, segments, { isLast, isExact }) {
  const known = await rootsOf(word, segments);
  const inflected = known.roots.length > 0 ? null : await withoutEnding(word, segments);
  const own = inflected === null ? known.roots : [inflected];
  const itself = own.length > 0 ? [{ weight: 1, roots: own, kind: "word" }] : [];
  if (isExact) return { meanings: itself, corrected: "" };
  const isName = known.roots.length === 0 || known.isName;
  const others = isName ? await names(inflected ?? word, segments) : [];
  if (itself.length > 0) return { meanings: [...itself, ...others], corrected: "" };
  if (others.length > 0) return { meanings: others, corrected: "" };
  const begun = isLast ? await beginnings(word, segments) : [];
  const slips = await corrections(word, segments);
  const corrected = begun.length === 0 && slips.length > 0 ? slips[0].form : "";
  return { meanings: [...begun, ...slips], corrected };
}

/** Return the stems of *form* in any segment, and whether it is a name: the first segment that has it, the largest, tells. */
async function rootsOf(form, segments) {
  const lines = (await Promise.all(segments.map((segment) => segment.line(form)))).filter((line) => line?.roots.length > 0);
  return { roots: sorted(lines.flatMap((line) => line.roots)), isName: lines[0]?.isName ?? false };
}

/** Return the longest stem of which *word* is an unseen form: it ends as words end. */
async function withoutEnding(word, segments) {
  for (const root of [word, ...rootsBehind(word, await endingsOf(segments))]) {
    const lines = await Promise.all(segments.map((segment) => segment.line(root)));
    if (lines.some((line) => line?.postings)) return root;
  }
  return null;
}

/**
 * Return what words end with in *segments*, and what their stems have for it: `ing` nothing, `y>i` an i.
 * @returns {Promise<Map<string, string[]>>}
 */
export async function endingsOf(segments) {
  const endings = new Map();
  for (const ending of new Set((await Promise.all(segments.map((segment) => segment.endings()))).flat())) {
    const [end, instead = ""] = ending.split(">");
    endings.set(end, [...(endings.get(end) ?? []), instead]);
  }
  return endings;
}

/** Return what can be the stem of *word*, the longest first. */
export function rootsBehind(word, endings) {
  const roots = [];
  for (let at = word.length - 1; at >= SHORTEST.ending && at >= word.length - LONGEST_ENDING; at -= 1) {
    for (const instead of endings.get(word.slice(at)) ?? []) roots.push(word.slice(0, at) + instead);
  }
  return roots;
}

/** Return the same name as others write it. */
async function names(word, segments) {
  const key = soundKey(word);
  if (key.length < SHORTEST.key) return [];
  const lines = (await Promise.all(segments.map((segment) => segment.line(`#${key}`)))).filter(Boolean);
  const alike = sorted(lines.flatMap((line) => line.names)).filter((name) => name !== word && soundAlike(name, word));
  return meaningsOf(alike.slice(0, MOST.names), "name", WEIGHT.name, segments);
}

function soundAlike(one, other) {
  if (isArabic(one)) return isWithoutVowels(one, other) || (isArabic(other) && isWithoutVowels(other, one));
  if (isArabic(other)) return isWithoutVowels(other, one);
  const most = isCyrillic(one) === isCyrillic(other) ? 0 : Math.max(1, Math.floor(one.length / 4));
  return distance(reading(one), reading(other), most) <= most;
}

function isCyrillic(word) {
  return /\p{Script=Cyrillic}/u.test(word);
}

async function beginnings(word, segments) {
  if (word.length < SHORTEST.beginning) return [];
  const lines = (await Promise.all(segments.map((segment) => segment.linesFrom(word)))).flat();
  const forms = sorted(lines.filter((line) => line.roots.length > 0).map((line) => line.key));
  return meaningsOf(forms.slice(0, MOST.beginnings), "beginning", WEIGHT.beginning, segments);
}

/**
 * Return the words of which *word* is a slip. One slip leaves its first half as it is or its second, so that only the words around it are
 * looked at, in the order of letters and in that of letters backwards.
 */
async function corrections(word, segments) {
  if (word.length < SHORTEST.slip) return [];
  const half = Math.min(4, word.length >> 1);
  const backwards = [...word].reverse().join("");
  const [forward, backward] = await Promise.all([
    Promise.all(segments.map((segment) => segment.linesFrom(`%${word.slice(0, half)}`, `%${word}`))),
    Promise.all(segments.map((segment) => segment.linesFrom(`&${backwards.slice(0, half)}`, `&${backwards}`))),
  ]);
  const there = forward.flat().map((line) => line.key.slice(1));
  const back = backward.flat().map((line) => [...line.key.slice(1)].reverse().join(""));
  const most = word.length >= SHORTEST.twoSlips ? 2 : 1;
  const far = new Map(sorted([...there, ...back]).map((form) => [form, distance(word, form, most)]));
  const least = Math.min(...far.values());
  if (least > most) return [];
  const nearest = [...far].filter(([, slips]) => slips === least).map(([form]) => form);
  nearest.sort((a, b) => Number(b[0] === word[0]) - Number(a[0] === word[0])); // few slip in the first letter
  return meaningsOf(nearest.slice(0, MOST.slips), "slip", WEIGHT.slip[least], segments);
}

async function meaningsOf(forms, kind, weight, segments) {
  const found = await Promise.all(forms.map(async (form) => ({ form, kind, weight, ...(await rootsOf(form, segments)) })));
  return found.filter(({ roots, isName }) => roots.length > 0 && (isName || kind !== "name"));
}

function sorted(words) {
  return [...new Set(words)].sort((a, b) => (a < b ? -1 : 1));
}
