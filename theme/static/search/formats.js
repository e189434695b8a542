/**
 * A list of results as a file for other programs: a table (CSV), or literature (CSL-JSON, BibTeX, RIS). Pure: from records to text.
 *
 * They say what the files beside each article say, and the columns mean what those of the whole table mean. A date is as exact as it is
 * known; a name stands whole, since nobody knows which part of it is the family's.
 *
 * @typedef {object} Entry  One article; what is not known is empty.
 * @property {string} id  What it is called in a list of literature.
 * @property {string} title
 * @property {string} url
 * @property {string} lang
 * @property {string} date  When the original was published: 2016, 2016-12 or 2016-12-26.
 * @property {string} added  A day.
 * @property {string[]} authors
 * @property {string} outlet  The publication in which the original appeared.
 * @property {boolean} isOwn  Whether the digest restates an original in its own words: then this text appeared here, when it was added.
 * @property {Record<"section" | "tag" | "place", string[]>} ids
 * @property {string[]} keywords  The names of its tags.
 * @property {string} summary
 * @property {string} source  The address of the original.
 * @property {string} digest  The name of the site.
 * @property {string} note  What else those should know who cite it.
 */

/** The formats, by the ends of their files' names. */
export const FORMATS = Object.freeze({
  csv: { type: "text/csv;charset=utf-8", render: renderCsv },
  json: { type: "application/vnd.citationstyles.csl+json", render: renderJson },
  bib: { type: "application/x-bibtex;charset=utf-8", render: (entries) => entries.map(bibtexEntry).join("\n") },
  ris: { type: "application/x-research-info-systems;charset=utf-8", render: (entries) => entries.map(risEntry).join("") },
});

const appearedIn = (one) => (one.isOwn ? one.digest : one.outlet || one.digest);
const isNews = (one) => one.outlet !== "" && !one.isOwn;
const issued = (one) => (one.isOwn ? one.added : one.date);

// --- CSV (RFC 4180) ---

const LIST_MARK = "|";
const PRECISION = { 0: "unknown", 4: "year", 7: "month", 10: "day" }; // by how long the date is
const COLUMNS = {
  id: (one) => one.id,
  url: (one) => one.url,
  title: (one) => one.title,
  language: (one) => one.lang,
  date: (one) => one.date,
  date_precision: (one) => PRECISION[one.date.length],
  added: (one) => one.added,
  authors: (one) => joined(one.authors),
  publication: (one) => one.outlet,
  own_words: (one) => String(one.isOwn),
  section: (one) => joined(one.ids.section),
  tags: (one) => joined(one.ids.tag),
  places: (one) => joined(one.ids.place),
  summary: (one) => one.summary,
  source_url: (one) => one.source,
};

/** Return the table, a mark of UTF-8 at its head: without it the commonest program takes Cyrillic and Arabic for something else. */
function renderCsv(entries) {
  const rows = [Object.keys(COLUMNS), ...entries.map((one) => Object.values(COLUMNS).map((value) => value(one)))];
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function joined(items) {
  return items.map((item) => item.replaceAll(LIST_MARK, "/")).join(LIST_MARK);
}

/** Return *text* as a cell. A program that calculates would run what begins like a formula: that has an apostrophe before it. */
function cell(text) {
  const guarded = /^['=+\-@\t＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

// --- CSL-JSON ---

function renderJson(entries) {
  return `[\n${entries.map((one) => JSON.stringify(cslItem(one))).join(",\n")}\n]\n`;
}

function cslItem(one) {
  const item = {
    id: one.id,
    type: isNews(one) ? "article-newspaper" : "webpage",
    title: one.title,
    author: one.authors.map((literal) => ({ literal })),
    "container-title": appearedIn(one),
    publisher: appearedIn(one),
    issued: cslDate(issued(one)),
    "original-date": one.isOwn ? cslDate(one.date) : null,
    "original-publisher": one.isOwn ? one.outlet : "",
    language: one.lang,
    keyword: one.keywords.join(", "),
    abstract: one.summary,
    URL: one.url,
    note: one.note,
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value && value.length !== 0));
}

function cslDate(date) {
  return date ? { "date-parts": [date.split("-").map(Number)] } : null;
}

// --- BibTeX ---

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
// It counts braces even behind a backslash, and the rest of these means something to TeX.
const TEX = { "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}" };

function bibtexEntry(one) {
  const [year, month, day] = issued(one).split("-");
  const fields = [
    ["author", one.authors.length > 0 && `{${one.authors.map(braced).join(" and ")}}`],
    ["title", `{${braced(one.title)}}`], // twice: its capitals stay
    [isNews(one) ? "journal" : "publisher", braced(appearedIn(one))],
    ["year", year && `{${year}}`],
    ["month", month && MONTHS[Number(month) - 1]],
    ["day", day && `{${Number(day)}}`],
    ["url", `{${address(one.url)}}`],
    ["language", braced(one.lang)],
    ["langid", braced(languageInTex(one.lang))],
    ["keywords", one.keywords.length > 0 && braced(one.keywords.join(", "))],
    ["note", one.note && braced(one.note)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value}`);
  return `@${isNews(one) ? "article" : "misc"}{${one.id},\n${lines.join(",\n")}\n}\n`;
}

function braced(text) {
  return `{${line(text).replace(/[\\{}~^&%$#_]/gu, (sign) => TEX[sign] ?? `\\${sign}`)}}`;
}

function address(url) {
  return url.replaceAll("{", "%7B").replaceAll("}", "%7D");
}

/** Return the name that LaTeX knows a language by. */
function languageInTex(lang) {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(lang).split(" ")[0].toLowerCase();
}

// --- RIS ---

function risEntry(one) {
  const [year, month = "", day = ""] = issued(one).split("-");
  const pairs = [
    ["TY", isNews(one) ? "NEWS" : "ELEC"],
    ["ID", one.id],
    ...one.authors.map((name) => ["AU", name]),
    ["TI", one.title],
    ["T2", appearedIn(one)],
    ["PY", year],
    ["DA", year && `${year}/${month}/${day}/`],
    ["LA", one.lang],
    ["AB", one.summary],
    ...one.keywords.map((name) => ["KW", name]),
    ["UR", one.url],
    ["L2", one.source],
    ["N1", one.note],
  ];
  const lines = pairs.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

// --- of all ---

/** Return *text* in one line, without what no line of these formats can hold. */
function line(text) {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/\s+/gu, " ").trim();
}
