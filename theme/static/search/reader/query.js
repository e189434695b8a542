/**
 * What a query asks for. Pure.
 *
 * words (all of them)   "side by side"   one OR other   -not   tag:prevention   -lang:en   year:2014..2016
 */
import { wordsOf } from "./folding.js";

const FACETS = ["tag", "author", "place", "section", "publication", "language", "year"];
const FIELDS = new Map([...FACETS.map((facet) => [facet, facet]), ["lang", "language"]]);
const MARKS = /[“”„«»]/gu; // quotation marks of all languages

// -tag:"foreign fighters"    "side by side"    year:2014..2016    OR    60/288
const PART = /(?<not>-?)(?:(?<field>[a-z]+):)?(?:"(?<phrase>[^"]*)"|(?<plain>[^\s"]+))/giu;

/**
 * @typedef {object} Asked  Something to look for.
 * @property {string[]} words  As they are compared.
 * @property {boolean} isPhrase  Whether they stand side by side.
 * @property {string} text  As it was typed, without the marks around it.
 *
 * @typedef {object} Query
 * @property {Asked[][]} all  Of each group an article has any; this for each.
 * @property {Asked[]} none  An article has none of them.
 * @property {Record<string, string[]>} filters  Values by facet, as they were typed: an article has any of each.
 * @property {Record<string, string[]>} outside  Values by facet of which an article has none.
 *
 * @typedef {object} Part  What was understood of a stretch of a query: it can be taken away without the others changing what they mean.
 * @property {"any" | "none" | "filter" | "outside"} kind  An article has any of its words or phrases, has none, passes the filter, or does not.
 * @property {Asked[]} asked  What is looked for; of a filter nothing.
 * @property {string} facet  Of a filter.
 * @property {string} value  Of a filter, as it was typed.
 * @property {string} text  As it was typed.
 */

/**
 * Return what *text* asks for.
 * @param {string} text
 * @returns {Query}
 */
export function parseQuery(text) {
  const query = { all: [], none: [], filters: {}, outside: {} };
  for (const { kind, asked, facet, value } of partsOf(text)) {
    if (kind === "filter") (query.filters[facet] ??= []).push(value);
    else if (kind === "outside") (query.outside[facet] ??= []).push(value);
    else if (kind === "none") query.none.push(...asked);
    else query.all.push(...groupsOf(asked));
  }
  return query;
}

/**
 * Return what is understood of *text*, in its order; a quotation mark without its other one is none, and what holds no word is left out.
 * @param {string} text
 * @returns {Part[]}
 */
export function partsOf(text) {
  const parts = [];
  let joins = false; // whether what comes is an alternative to what came last
  for (const found of text.replace(MARKS, '"').matchAll(PART)) {
    const typed = text.slice(found.index, found.index + found[0].length);
    const before = parts.findLast(({ kind }) => kind === "any");
    if (typed === "OR") {
      joins = before !== undefined;
      continue;
    }
    const part = partOf(found.groups, typed);
    const isSomething = part.facet !== "" || part.asked.length > 0;
    if (joins && isSomething && part.kind === "any") {
      before.asked.push(...part.asked);
      before.text += ` OR ${typed}`;
    } else if (isSomething) parts.push(part);
    joins = false;
  }
  return parts;
}

/** Tell whether *query* asks for nothing at all, as one of mere signs does. */
export function isNothing({ all, none, filters, outside }) {
  return [all, none, Object.keys(filters), Object.keys(outside)].every(({ length }) => length === 0);
}

function partOf({ not, field = "", phrase, plain }, text) {
  const facet = FIELDS.get(field.toLowerCase());
  const value = phrase ?? plain;
  if (facet) return { kind: not ? "outside" : "filter", asked: [], facet, value, text };
  const wanted = field ? `${field}:${value}` : value; // http://x
  const words = wordsOf(wanted);
  const asked = { words, isPhrase: phrase !== undefined && words.length > 1, text: wanted };
  return { kind: not ? "none" : "any", asked: words.length > 0 ? [asked] : [], facet: "", value: "", text };
}

/** Words that stand together without a space, as in 60/288, are looked for one by one; not so beside an alternative. */
function groupsOf(asked) {
  const [{ words, isPhrase }] = asked;
  if (asked.length > 1 || isPhrase || words.length === 1) return [asked];
  return words.map((word) => [{ words: [word], isPhrase: false, text: word }]);
}
