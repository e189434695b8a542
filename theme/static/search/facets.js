/** The facets of the search page: for each value a box to tick, with how many results it has. Years have a chart: years.js. */
import { box } from "./box.js";
import { element } from "./dom.js";
import { FACETS } from "./state.js";
import { years } from "./years.js";

const IN_ORDER = ["year", ...FACETS.filter((facet) => facet !== "year")];
const SHOWN_VALUES = 8; // of a facet, before one asks for all
const MORE_THAN_SHOWN = 3; // fewer than these are not worth a line that hides them
const MANY_VALUES = 20; // more than these are easier to find by typing

/**
 * Return the facets that have anything to choose.
 * @param {import("./state.js").State} state
 * @param {Record<string, Record<string, number>>} facets
 * @param {Set<string>} unfolded  The facets of which all is shown.
 */
export function filters(state, facets, words, unfolded) {
  const groups = IN_ORDER.map((facet) => {
    const make = facet === "year" ? years : group;
    return make({ facet, ticked: state.filters[facet] ?? [], counts: facets[facet] ?? {}, words, isUnfolded: unfolded.has(facet), state });
  });
  return groups.filter((one) => one !== null);
}

function group({ facet, ticked, counts, words, isUnfolded }) {
  const values = ordered(facet, ticked, counts, words);
  if (values.length === 0) return null;
  const isLong = values.length > SHOWN_VALUES + MORE_THAN_SHOWN;
  const shown = isLong && !isUnfolded ? values.filter(([id], place) => place < SHOWN_VALUES || ticked.includes(id)) : values;
  return element(
    "fieldset",
    { class: "facet" },
    element("legend", { class: "label" }, words.say(`${facet}s`)),
    isUnfolded && values.length > MANY_VALUES ? finder(facet, words) : null,
    ...shown.map(([id, count]) => box(facet, id, count, ticked.includes(id), words)),
    isLong ? unfolder(facet, values.length, isUnfolded, words) : null,
  );
}

/** Return the values that have results or are ticked, by number and name. */
function ordered(facet, ticked, counts, words) {
  const ids = new Set([...Object.keys(counts).filter((id) => counts[id] > 0), ...ticked]);
  const byName = (a, b) => words.compare(words.name(facet, a[0]), words.name(facet, b[0]));
  return [...ids].map((id) => [id, counts[id] ?? 0]).sort((a, b) => b[1] - a[1] || byName(a, b));
}

function unfolder(facet, number, isUnfolded, words) {
  const text = isUnfolded ? words.say("fewer") : words.say("all", { number: words.number(number) });
  return element("button", { type: "button", class: "facet__all", id: `${facet}-all`, "data-unfold": facet, "aria-expanded": String(isUnfolded) }, text);
}

/** Return a field that narrows a long list to the names with what is typed. */
function finder(facet, words) {
  const label = words.say("narrow", { facet: words.say(`${facet}s`) });
  return element("input", { type: "search", class: "facet__finder", id: `${facet}-find`, "aria-label": label, placeholder: label, autocomplete: "off", spellcheck: "false" });
}

/** Show of the facet of *field* only the values whose names have what is typed into it. */
export function narrow(field) {
  const sought = plain(field.value);
  for (const value of field.closest(".facet").querySelectorAll(".facet__value")) {
    value.hidden = !plain(value.querySelector(".facet__name").textContent).includes(sought);
  }
}

/** Return *text* as it is compared: small letters without their marks. */
function plain(text) {
  return text.trim().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
