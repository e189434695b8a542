/**
 * A list of results as a file for other programs: CSV, CSL-JSON, BibTeX, RIS. Pure: from records to text.
 *
 * A date is given as exactly as it is known, and not at all where it is not. Where the digest tells an original in its own words, the record
 * is of that text, which the digest published; the original is named beside it.
 *
 * @typedef {object} Entry  One article, in the words of the page.
 * @property {string} key  What it is called in a list of literature.
 * @property {string} title
 * @property {string} url
 * @property {string} lang
 * @property {string} date  2016, 2016-12 or 2016-12-26; empty where unknown.
 * @property {string} added  A day.
 * @property {string[]} authors
 * @property {string[]} publication
 * @property {string[]} section
 * @property {string[]} tags
 * @property {string[]} places
 * @property {string} summary
 * @property {string} original  The address of the original, or empty.
 * @property {boolean} isOwn
 * @property {string} digest  The name of the site.
 */

/** What each format is called, by the end of its files' names. */
export const FORMATS = Object.freeze({
  csv: { type: "text/csv;charset=utf-8", render: renderCsv },
  json: { type: "application/json", render: renderJson },
  bib: { type: "application/x-bibtex;charset=utf-8", render: renderBibtex },
  ris: { type: "application/x-research-info-systems;charset=utf-8", render: renderRis },
});

// --- CSV (RFC 4180) ---

const COLUMNS = [
  ["title", (one) => one.title],
  ["authors", (one) => one.authors.join("; ")],
  ["date", (one) => one.date],
  ["added", (one) => one.added],
  ["language", (one) => one.lang],
  ["publication", (one) => one.publication.join("; ")],
  ["section", (one) => one.section.join("; ")],
  ["tags", (one) => one.tags.join("; ")],
  ["places", (one) => one.places.join("; ")],
  ["summary", (one) => one.summary],
  ["url", (one) => one.url],
  ["original_url", (one) => one.original],
  ["own_words", (one) => (one.isOwn ? "yes" : "no")],
];

/** Return the table, a mark of UTF-8 at its head: without it Excel takes Cyrillic and Arabic for something else. */
function renderCsv(entries) {
  const rows = [COLUMNS.map(([name]) => name), ...entries.map((one) => COLUMNS.map(([, cell]) => cell(one)))];
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Return *text* as a cell. What begins like a formula gets a ' before it, or a spreadsheet would run it. */
function cell(text) {
  const plain = /^\s*[=+\-@]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

// --- CSL-JSON ---

function renderJson(entries) {
  return `${JSON.stringify(entries.map(cslItem), null, 1)}\n`;
}

function cslItem(one) {
  const when = (date) => ({ "date-parts": [date.split("-").map(Number)] });
  const published = publishedOn(one);
  return withoutEmpty({
    id: one.key,
    type: one.isOwn ? "webpage" : "article-newspaper",
    title: one.title,
    author: one.authors.map((literal) => ({ literal })),
    issued: published && when(published),
    "container-title": one.isOwn ? one.digest : one.publication.join("; "),
    language: one.lang,
    section: one.section.join("; "),
    keyword: one.tags.join(", "),
    abstract: one.summary,
    URL: one.url,
    note: note(one),
    custom: withoutEmpty({ added: one.added, date: one.date, publication: one.publication.join("; "), original: one.original, tags: one.tags, places: one.places }),
  });
}

function withoutEmpty(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value && value.length !== 0));
}

// --- BibTeX ---

function renderBibtex(entries) {
  return entries.map(bibtexEntry).join("\n");
}

function bibtexEntry(one) {
  const published = publishedOn(one);
  const [year, month] = published.split("-");
  const fields = [
    ["title", `{${bibtexText(one.title)}}`],
    // Braces around each name: "Law and policy desk" is one name, and no name is taken apart by guess.
    ["author", one.authors.map((name) => `{${bibtexText(name)}}`).join(" and ")],
    [one.isOwn ? "organization" : "journal", bibtexText(one.isOwn ? one.digest : one.publication.join("; "))],
    ["date", published],
    ["year", year],
    ["month", month ? String(Number(month)) : ""],
    ["language", one.lang],
    ["keywords", bibtexText(one.tags.join(", "))],
    ["url", bibtexAddress(one.url)],
    ["note", bibtexText(note(one))],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${one.isOwn ? "online" : "article"}{${one.key},\n${lines.join("")}}\n`;
}

const BIBTEX_SIGNS = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** Return *text* with the signs that mean something to TeX written out; a brace without a partner would swallow the entries after it. */
function bibtexText(text) {
  return oneLine(text).replace(/[\\{}~^&%$#_]/gu, (sign) => BIBTEX_SIGNS[sign] ?? `\\${sign}`);
}

function bibtexAddress(url) {
  return oneLine(url).replace(/[{}\\\s]/gu, encodeURIComponent);
}

// --- RIS ---

function renderRis(entries) {
  return entries.map(risEntry).join("");
}

function risEntry(one) {
  const published = publishedOn(one);
  const [year, month = "", day = ""] = published.split("-");
  const lines = [
    ["TY", one.isOwn ? "ELEC" : "NEWS"],
    ["ID", one.key],
    ["TI", one.title],
    ...one.authors.map((name) => ["AU", name]),
    ["T2", one.isOwn ? one.digest : one.publication.join("; ")],
    ["PY", year],
    ["DA", published && `${year}/${month}/${day}/`],
    ["LA", one.lang],
    ["AB", one.summary],
    ...one.tags.map((tag) => ["KW", tag]),
    ["UR", one.url],
    ["N1", note(one)],
  ];
  const filled = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`);
  return `${filled.join("")}ER  - \r\n\r\n`;
}

// --- what they share ---

/** Return when the text that the record is of was published, as exactly as it is known. */
function publishedOn(one) {
  return one.isOwn ? one.added : one.date;
}

/** Return what the original is, where the digest tells it in its own words; else only its address. */
function note(one) {
  const original = one.isOwn ? [...one.publication, one.date, one.original] : [one.original];
  const known = original.filter(Boolean);
  return known.length > 0 ? `Original: ${known.join(", ")}` : "";
}

function oneLine(text) {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
