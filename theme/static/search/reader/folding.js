/** Words as they are compared: without capitals, accents and other marks. digest/search/folding.py does the same where the index is made. */

const MARKS = "\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed";
const LONGEST = 40;
const WORD = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}${MARKS}]*`, "gu");
const DROPPED = new RegExp(`[${MARKS}\\u0640\\u{10000}-\\u{10ffff}]|[^\\p{L}\\p{N}]`, "gu");
const OTHERS = "ةىı٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const SAME = "هيi01234567890123456789";
const OTHER = new RegExp(`[${OTHERS}]`, "gu");

/**
 * Return *word* as it is compared; empty if nothing is left of it.
 * @param {string} word
 */
export function fold(word) {
  const apart = word.normalize("NFKD").toLowerCase().replaceAll("и\u0306", "й");
  return apart
    .replace(OTHER, (letter) => SAME[OTHERS.indexOf(letter)])
    .replace(DROPPED, "")
    .slice(0, LONGEST);
}

/**
 * Return the words of *text* in order, as they are compared.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return (text.match(WORD) ?? []).map(fold).filter(Boolean);
}
