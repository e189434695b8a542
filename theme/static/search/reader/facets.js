/** What results are narrowed to, and how many have each value. */

// 2014..2016    2014..    ..2016
const RANGE = /^(?<from>\d{4})?\.\.(?<to>\d{4})?$/u;
const YEAR = /^\d{4}$/u;

/**
 * Return which of *matching* pass *filters*, and how many of them have each value of each facet; for a facet with filters, as if it had none.
 * @param {Uint32Array[]} matching  For each segment how well articles match.
 * @param {Record<string, string[]>} filters
 * @param {Record<string, string[]>} outside  What none of them may have.
 * @returns {Promise<{passing: Uint32Array[], counts: Record<string, Record<string, number>>}>}
 */
export async function narrow(matching, filters, segments, outside = {}) {
  const columns = await Promise.all(segments.map((segment) => segment.facets()));
  const sums = Object.create(null); // an id can be any word, also one that every object has
  const passing = matching.map((scores, at) => narrowOne(scores, columns[at], { filters, outside }, sums));
  return { passing, counts: sums };
}

function narrowOne(scores, facets, { filters, outside }, sums) {
  const tests = Object.entries(filters).map(([facet, values]) => [facet, test(facets[facet], facet, values)]);
  const barred = Object.entries(outside).map(([facet, values]) => test(facets[facet], facet, values));
  const names = Object.keys(facets);
  const counts = new Map(names.map((facet) => [facet, new Uint32Array(facets[facet].values.length)]));
  const passing = scores.slice();
  const missed = new Map(names.map((facet) => [facet, []])); // the articles that pass all but this one
  for (let article = 0; tests.length + barred.length > 0 && article < scores.length; article += 1) {
    if (barred.some((has) => has(article))) passing[article] = 0;
    if (passing[article] === 0) continue;
    const failed = tests.filter(([, passes]) => !passes(article));
    if (failed.length > 0) passing[article] = 0;
    if (failed.length === 1) missed.get(failed[0][0])?.push(article);
  }
  for (const facet of names) countValues(counts.get(facet), facets[facet].rows, passing, missed.get(facet));
  for (const facet of names) addUp((sums[facet] ??= Object.create(null)), facets[facet].values, counts.get(facet));
  return passing;
}

/** Count in *counts* the values of what is in *passing*, and of the *others*. */
function countValues(counts, rows, passing, others) {
  for (let article = 0; article < passing.length; article += 1) {
    if (passing[article] === 0) continue;
    const row = rows[article];
    for (let at = 0; at < row.length; at += 1) counts[row[at]] += 1;
  }
  for (const article of others) for (const place of rows[article]) counts[place] += 1;
}

function test(column, facet, values) {
  if (!column) return () => false;
  const wanted = facet === "year" ? within(column.values, values) : values;
  const places = new Set(wanted.map((value) => column.values.indexOf(value)));
  return (article) => column.rows[article].some((place) => places.has(place));
}

function within(known, values) {
  return values.flatMap((value) => {
    const span = RANGE.exec(value)?.groups;
    return span ? known.filter((year) => YEAR.test(year) && year >= (span.from ?? "") && year <= (span.to ?? "9999")) : [value];
  });
}

function addUp(sums, values, counts) {
  values.forEach((value, place) => {
    sums[value] = (sums[value] ?? 0) + counts[place];
  });
}
