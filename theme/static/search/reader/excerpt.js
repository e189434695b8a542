/** The words of an article around what was looked for. */
const WORDS = 34;
const BEFORE = 6;
const SPACE = /\s+/u;
const IS_ENDED = /\p{P}$/u;
const ITEM = " ·"; // goes with the last word of a line that no mark ends, such as an item of a list

/**
 * Return the stretch of *text* that has the most of what *isHit* says of words as they are printed, as pairs of text and whether it is a hit; *otherwise* if there is none.
 * @param {string} text
 * @param {string} otherwise
 * @param {(word: string) => boolean} isHit
 * @returns {[string, boolean][]}
 */
export function excerpt(text, otherwise, isHit) {
  const words = text.split("\n").flatMap(wordsOf);
  const hits = words.map(isHit);
  if (!hits.includes(true) && otherwise) return [[otherwise, false]];
  const start = densest(hits);
  const end = Math.min(start + WORDS, words.length);
  const pieces = start > 0 ? [["… ", false]] : [];
  for (let place = start; place < end; place += 1) pieces.push(...pieceOf(words[place], hits[place]), [" ", false]);
  if (end < words.length) pieces.push(["…", false]);
  return joined(pieces);
}

function wordsOf(line, place, lines) {
  const words = line.split(SPACE).filter(Boolean);
  const isOpen = words.length > 0 && place < lines.length - 1 && !IS_ENDED.test(words.at(-1));
  return isOpen ? [...words.slice(0, -1), words.at(-1) + ITEM] : words;
}

function densest(hits) {
  const places = hits.flatMap((isHit, place) => (isHit ? [place] : []));
  let [best, most] = [0, 0];
  for (const place of places) {
    const start = Math.max(0, Math.min(place - BEFORE, hits.length - WORDS));
    const count = places.filter((other) => other >= start && other < start + WORDS).length;
    if (count > most) [best, most] = [start, count];
  }
  return best;
}

/** Return *word* in pieces: the marks of punctuation around a hit are no part of it. */
function pieceOf(word, isHit) {
  if (!isHit) return [[word, false]];
  const { before, hit, after } = /^(?<before>[\p{P}\p{S}]*)(?<hit>.*?)(?<after>[\p{P}\p{S}\s]*)$/su.exec(word).groups;
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
