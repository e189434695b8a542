/** The values of the facet of years: a year, a span of years, or none known. Pure. */
import { choose } from "./state.js";

/** Articles without a date, as the index calls them. */
export const UNDATED = "unknown";

// 2014    2014..2016    2014..    ..2016
const SPAN = /^(?:(?<year>\d{4})|(?<from>\d{4})?\.\.(?<to>\d{4})?)$/u;

/**
 * Return the first and last year that *value* of the facet means, "" for an open end; null where it means no years.
 * @param {string} value
 * @returns {{from: string, to: string} | null}
 */
export function span(value) {
  const found = SPAN.exec(value)?.groups;
  if (!found) return null;
  return found.year ? { from: found.year, to: found.year } : { from: found.from ?? "", to: found.to ?? "" };
}

/** Return *state* with the years *from* to *to* ("" for an open end), in either order; the choice of undated ones stays. */
export function chooseYears(state, from, to) {
  const [first, last] = from && to && from > to ? [to, from] : [from, to];
  const dated = first === last ? first : `${first}..${last}`;
  const kept = (state.filters.year ?? []).filter((value) => value === UNDATED);
  return choose(state, "year", [dated, ...kept]);
}

/** Return *value* of the facet in words: a year, a span, or "" where it is neither. */
export function spanInWords(value, say) {
  const found = span(value);
  if (!found) return "";
  if (found.from === found.to) return found.from;
  if (!found.to) return say("since", { first: found.from });
  return found.from ? say("span", { first: found.from, last: found.to }) : say("until", { last: found.to });
}
