/** The facets of the search page: for each value a box to tick, with how many results it has. Years have a chart: years.js. */
import { box } from "./box.js";
import { element } from "./dom.js";
import { FACETS } from "./state.js";
import { years } from "./years.js";

const IN_ORDER = ["year", ...FACETS.filter((facet) => facet !== "year")];
const SHOWN_VALUES = 8; // of a facet, before one asks for all
const MORE_THAN_SHOWN = 3; // fewer than these are not worth a line that hides them
const MANY_VALUES = 20; // more than these are easier to find by typing
const MOST_VALUES = 200; // of an unfolded facet; the others are found by typing

const narrowing = new WeakMap(); // the list of a facet -> what makes its boxes anew for what is typed

/**
 * Return the facets that have anything to choose.
 * @param {import("./state.js").State} state
 * @param {Record<string, Record<string, number>>} facets
 * @param {Map<string, string>} unfolded  The facets of which all is shown, and what is typed to find a value of each.
 */
export function filters(state, facets, words, unfolded) {
  const groups = IN_ORDER.map((facet) => {
    const make = facet === "year" ? years : group;
    return make({ facet, ticked: state.filters[facet] ?? [], counts: facets[facet] ?? {}, words, sought: unfolded.get(facet), state });
  });
  return groups.filter((one) => one !== null);
}

/** Return a facet; *sought* is what is typed to find a value, undefined where it is folded. */
function group({ facet, ticked, counts, words, sought }) {
  const ids = [...new Set([...Object.keys(counts).filter((id) => counts[id] > 0), ...ticked])];
  if (ids.length === 0) return null;
  const isLong = ids.length > SHOWN_VALUES + MORE_THAN_SHOWN;
  const isUnfolded = sought !== undefined;
  const values = ordered(facet, isLong && !isUnfolded ? commonest(ids, counts, ticked) : ids, counts, words);
  const shown = isLong && !isUnfolded ? values.filter((id, place) => place < SHOWN_VALUES || ticked.includes(id)) : values;
  const fill = (text) => boxes(facet, shown, { sought: text, ticked, counts, words });
  const list = element("div", {}, ...fill(sought ?? ""));
  narrowing.set(list, fill);
  return element(
    "fieldset",
    { class: "facet" },
    element("legend", { class: "label" }, words.say(`${facet}s`)),
    isUnfolded && ids.length > MANY_VALUES ? finder(facet, sought, words) : null,
    list,
    isLong ? unfolder(facet, ids.length, isUnfolded, words) : null,
  );
}

/** Return the *ids* that can be among the first, and those that are ticked: a sort by name of ten thousand would be felt. */
function commonest(ids, counts, ticked) {
  const least = ids.map((id) => counts[id] ?? 0).sort((a, b) => b - a)[SHOWN_VALUES - 1];
  return ids.filter((id) => counts[id] >= least || ticked.includes(id));
}

/** Return *ids* by number and name. */
function ordered(facet, ids, counts, words) {
  const byName = (a, b) => words.compare(words.name(facet, a), words.name(facet, b));
  return ids.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || byName(a, b));
}

/** Return the boxes of the *ids* whose names have what is *sought*, and how many more there are than can be shown. */
function boxes(facet, ids, { sought, ticked, counts, words }) {
  const wanted = ids.filter((id) => plain(words.name(facet, id)).includes(plain(sought)));
  const made = wanted.slice(0, MOST_VALUES).map((id) => box(facet, id, counts[id] ?? 0, ticked.includes(id), words));
  const more = wanted.length - made.length;
  return more > 0 ? [...made, element("p", { class: "search__note" }, element("bdi", {}, `+ ${words.number(more)}`))] : made;
}

function unfolder(facet, number, isUnfolded, words) {
  const text = isUnfolded ? words.say("fewer") : words.say("all", { number: words.number(number) });
  return element("button", { type: "button", class: "facet__all", id: `${facet}-all`, "data-unfold": facet, "aria-expanded": String(isUnfolded) }, text);
}

/** Return a field that narrows a long list to the names with what is typed. */
function finder(facet, sought, words) {
  const label = words.say("narrow", { facet: words.say(`${facet}s`) });
  const plainField = { type: "search", autocomplete: "off", spellcheck: "false", "aria-label": label, placeholder: label };
  return element("input", { class: "facet__finder", id: `${facet}-find`, "data-facet": facet, value: sought, ...plainField });
}

/**
 * Show of the facet of *field* only the values whose names have what is typed into it.
 * @param {HTMLInputElement} field
 * @param {Map<string, string>} unfolded  Where that is remembered.
 */
export function narrow(field, unfolded) {
  unfolded.set(field.dataset.facet, field.value);
  const list = field.nextElementSibling;
  list.replaceChildren(...narrowing.get(list)(field.value));
}

/** Return *text* as it is compared: small letters without their marks. */
function plain(text) {
  return text.trim().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
