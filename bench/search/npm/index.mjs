/** `node index.mjs MINISEARCH DOCUMENTS FOLDER`: writes the index of MiniSearch, and the text of each article, which it does not keep. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPTIONS } from "./options.js";

const [, , module, documents, folder] = process.argv;
const { default: MiniSearch } = await import(module);

const search = new MiniSearch(OPTIONS);
mkdirSync(join(folder, "articles"), { recursive: true });
for (const line of readFileSync(documents, "utf8").split("\n").filter(Boolean)) {
  const document = JSON.parse(line);
  search.add(document);
  writeFileSync(join(folder, "articles", `${document.id}.json`), JSON.stringify(document.text));
}
writeFileSync(join(folder, "index.json"), JSON.stringify(search));
