/** What a name sounds like in any script. digest/search/sounds.py does the same, and says why. */

const PAIRS = { sh: "s", ch: "s", zh: "j", dj: "j", kh: "h", gh: "h", ts: "s", ph: "f", дж: "j", ый: "i" };
const TABLE = {
  a: "aаәاآ", b: "bpбпبپ", d: "dдدض", e: "eеэ", f: "fvфвف", h: "ghгғхһҳهحخغ", i: "iyиійыي", j: "jжج",
  k: "kqcкқقك", l: "lлل", m: "mмم", n: "nнңن", o: "oоө", r: "rрر", s: "sшщчцсسصثش", t: "tтتط",
  u: "uwуүұو", z: "zзزذظ",
}; // prettier-ignore
const ONE_LETTER = { e: "i", o: "u" }; // vowels that Arabic writes as these
const LETTERS = new Map(Object.entries(TABLE).flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound])));
LETTERS.set("x", "ks").set("ю", "iu").set("я", "ia");
const PAIR = new RegExp(Object.keys(PAIRS).join("|"), "gu");

/** Tell whether *word* is written without its short vowels. */
export function isArabic(word) {
  return /^[ء-ي]/u.test(word);
}

/** Return how the folded *word* reads. */
export function reading(word) {
  const bare = isArabic(word) ? word.replace(/^ال/u, "").replace(/ه$/u, "") : word;
  const plain = bare.replace(/c(?=[eiy])/gu, "s").replace(PAIR, (pair) => PAIRS[pair]);
  return [...plain].map((letter) => LETTERS.get(letter) ?? "").join("").replace(/(.)\1+/gu, "$1");
}

/** Return the consonants of the folded *word*: equal for one name in all scripts, and for few other words. */
export function soundKey(word) {
  return reading(word).replace(/[aeiou]/gu, "").replace(/(.)\1+/gu, "$1");
}

/**
 * Tell whether the folded *arabic* word can be the name *other* without its short vowels: each vowel that it writes stands in its place there,
 * and any others between. An alif that it begins with carries any vowel.
 */
export function isWithoutVowels(arabic, other) {
  const [written, spoken] = [arabic, other].map((word) => [...reading(word)].map((sound) => ONE_LETTER[sound] ?? sound));
  let at = 0;
  for (const [place, sound] of written.entries()) {
    const fits = (one) => one === sound || (place === 0 && sound === "a" && isVowel(one));
    while (at < spoken.length && isVowel(spoken[at]) && !fits(spoken[at])) at += 1;
    if (at === spoken.length || !fits(spoken[at])) return false;
    at += 1;
  }
  return spoken.slice(at).every(isVowel);
}

function isVowel(sound) {
  return /[aeiou]/u.test(sound);
}
