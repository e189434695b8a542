/**
 * What is offered while one types: tags, places and the like a name of which, in whatever language, begins as the end of what is typed. The
 * names have come with the index, so that nothing is fetched for it; nothing is said, and the field keeps the focus: whoever wants an offer
 * goes on to it.
 */
import { element } from "./dom.js";
import { FACETS } from "./state.js";

const MOST_WORDS = 3; // of a name that has been begun

// speakers in Akt    place:Akt
const END = /(?:^|\s)(?:(?<field>[a-z]+):)?(?<begun>[^\s":]+)$/iu;

/**
 * Return what of *text* can be the beginning of a name, the longest first: where it begins, and of which facet it has to be ("" for any). Pure.
 * @param {string} text
 * @returns {{from: number, begun: string, facet: string}[]}
 */
export function beginnings(text) {
  const { field = "", begun } = END.exec(text)?.groups ?? {};
  if (begun === undefined) return [];
  if (field) return FACETS.includes(field.toLowerCase()) ? [{ from: text.length - field.length - 1 - begun.length, begun, facet: field.toLowerCase() }] : [];
  const starts = [...text.matchAll(/[^\s]+/gu)].slice(-MOST_WORDS).map(({ index }) => index);
  const found = starts.map((from) => ({ from, begun: text.slice(from), facet: "" }));
  return found.filter((one) => !/["“”„«»:]|(?:^|\s)(?:-|OR\s)/u.test(one.begun));
}

/**
 * Offer below *field* what *engine* knows; *choose* is called with what is left of the words, and with facet and id.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
export function openOffers(field, list, engine, words, choose) {
  let turn = 0;

  async function offer() {
    turn += 1;
    const mine = turn;
    const { from, entries } = await find(field.value, engine).catch(() => ({ entries: [] }));
    if (mine === turn) fill(entries.map(([facet, id]) => button(facet, id, from, words)));
  }

  function fill(buttons) {
    list.replaceChildren(...buttons.map((one) => element("li", {}, one)));
    list.hidden = buttons.length === 0;
  }

  function close() {
    turn += 1;
    fill([]);
  }

  field.addEventListener("input", offer);
  list.addEventListener("click", (event) => {
    const { facet, id, from } = event.target.closest("button")?.dataset ?? {};
    if (!facet) return;
    const left = field.value.slice(0, Number(from));
    close();
    choose(left, facet, id);
  });
  return { close };
}

async function find(text, engine) {
  for (const { from, begun, facet } of beginnings(text)) {
    const entries = (await engine.offer(begun)).filter(([one]) => !facet || one === facet);
    if (entries.length > 0) return { from, entries };
  }
  return { from: 0, entries: [] };
}

function button(facet, id, from, words) {
  const kind = element("span", { class: "search__kind" }, words.say(facet));
  const about = { type: "button", class: "search__offer", "data-facet": facet, "data-id": id, "data-from": from };
  return element("button", about, element("bdi", {}, words.name(facet, id)), " ", kind);
}
