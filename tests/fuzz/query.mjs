/** Says, for each line of JSON that it reads, what the parser of queries makes of that text. */
import { createInterface } from "node:readline";
import { wordsOf } from "../../theme/static/search/reader/folding.js";
import { parseQuery } from "../../theme/static/search/reader/query.js";

const FACETS = ["tag", "author", "place", "section", "publication", "language", "year"];

function answer(text) {
  try {
    // A field that is none (`law:`) is words as well, apart from what follows it.
    const words = [...wordsOf(text), ...wordsOf(text.replaceAll(":", " "))];
    return { query: parseQuery(text), words, again: words.flatMap(wordsOf), facets: FACETS };
  } catch (error) {
    return { error: String(error.stack) };
  }
}

/** Return JSON in ASCII: halves of characters come through as they are. */
const plain = (json) => json.replace(/[\u0080-\uffff]/g, (half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`);

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${plain(JSON.stringify(answer(JSON.parse(line))))}\n`);
}
