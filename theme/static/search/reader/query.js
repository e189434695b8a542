/**
 * What a query asks for. Pure.
 *
 * words (all of them)   "side by side"   one OR other   -not   tag:prevention   year:2014..2016
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
 * @property {string} text  As it was typed.
 *
 * @typedef {object} Query
 * @property {Asked[][]} all  Of each group an article has any; this for each.
 * @property {Asked[]} none  An article has none of them.
 * @property {Record<string, string[]>} filters  Values by facet, as they were typed.
 */

/**
 * Return what *text* asks for; a quotation mark without its other one is none.
 * @param {string} text
 * @returns {Query}
 */
export function parseQuery(text) {
  const query = { all: [], none: [], filters: {} };
  let joins = false; // whether what comes is an alternative to what came last
  for (const { groups } of text.replace(MARKS, '"').matchAll(PART)) {
    const { not, field = "", phrase, plain } = groups;
    const facet = FIELDS.get(field.toLowerCase());
    if (!not && !field && plain === "OR") {
      joins = query.all.length > 0;
      continue;
    }
    if (facet && !not) (query.filters[facet] ??= []).push(phrase ?? plain);
    else add(query, asked(facet || !field ? (phrase ?? plain) : `${field} ${phrase ?? plain}`, phrase !== undefined), not, joins);
    joins = false;
  }
  return query;
}

/** Tell whether *query* asks for nothing at all, as one of mere signs does. */
export function isNothing({ all, none, filters }) {
  return all.length + none.length + Object.keys(filters).length === 0;
}

function asked(text, isPhrase) {
  const words = wordsOf(text);
  return { words, isPhrase: isPhrase && words.length > 1, text };
}

/** Words that stand together without a space, as in 60/288, are looked for one by one. */
function add(query, one, not, joins) {
  if (one.words.length === 0) return;
  if (not) query.none.push(one);
  else if (joins) query.all.at(-1).push(one);
  else if (one.isPhrase) query.all.push([one]);
  else query.all.push(...one.words.map((word) => [{ words: [word], isPhrase: false, text: word }]));
}
