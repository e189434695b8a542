/**
 * The search page: keeps the address, the form and what is shown in step. The address is the state; whatever changes a search changes
 * the address first, so that going back, reloading and sending a link to somebody all show the same.
 */
import { openEngine } from "./engine.js";
import { openKeys } from "./keys.js";
import { asksSomething, cleanQuery, LONGEST_QUERY, parse, serialise } from "./state.js";
import { chosen, element, entry, filters, pager, sorting, understood } from "./view.js";
import { openWords } from "./words.js";

const PATIENCE = 300; // milliseconds after which a reader is told that something is under way
const WIDE = matchMedia("(min-width: 62rem)"); // search.css puts the filters at the side

const root = document.getElementById("search");
const form = document.getElementById("search-form");
const field = form.elements.namedItem("q");
const found = document.getElementById("search-found");
const lang = document.documentElement.lang;
const title = document.title;
const place = (name) => new URL(root.dataset[name], document.baseURI).href;

const words = openWords(lang, document.getElementById("search-words"), await loadNames());
const engine = openEngine(place("index"), lang, place("root"));
const parts = frame();
const unfolded = new Set();
let latest = 0;

form.addEventListener("submit", submit);
found.addEventListener("change", change);
found.addEventListener("click", follow);
field.addEventListener("focus", () => engine.warm(), { once: true });
addEventListener("popstate", () => show());
WIDE.addEventListener("change", fold);
openKeys(field, found);
fold();
const typed = field.value; // by a reader who was faster than the scripts
const shown = show();
if (parse(location.search).query === "") field.value = typed;
await shown;

/**
 * Show what the address asks for.
 * @param {string | null} focus  Where the reader's place in the page goes, if it has to go somewhere.
 * @param {boolean} cut  Whether the query was longer than the address says.
 */
async function show(focus = null, cut = false) {
  latest += 1;
  const turn = latest;
  const told = parse(location.search);
  const state = { ...told, cut: told.cut || cut };
  if (cleanQuery(field.value).query !== state.query || state.cut) field.value = state.query;
  document.title = state.query ? `${state.query} · ${title}` : title;
  if (!asksSomething(state)) {
    empty("");
    return;
  }
  parts.hits.ariaBusy = "true";
  const waiting = setTimeout(() => parts.say(words.say("searching")), PATIENCE);
  const shown = await results(state);
  clearTimeout(waiting);
  if (turn !== latest) return; // the reader has gone on
  shown();
  parts.hits.ariaBusy = "false";
  if (focus !== null) found.querySelector(focus)?.focus();
}

/** Search; return what shows the outcome, whatever it is. */
async function results(state) {
  try {
    const outcome = await engine.search(state.query, state.filters, state.sort);
    const page = Math.max(1, Math.min(state.page, outcome.pages));
    const hits = outcome.count > 0 ? await outcome.hits(page) : [];
    return () => fill({ ...state, page }, outcome, hits);
  } catch (error) {
    console.info(`search: ${error.message}`);
    return () => empty(words.say("failed"));
  }
}

function fill(state, outcome, hits) {
  parts.say(understood(state, outcome.count, words));
  parts.put("notes", ...notes(state, outcome));
  parts.put("chosen", chosen(state, words));
  parts.put("sort", outcome.count > 1 ? sorting(state, words) : null);
  const ticked = document.activeElement?.closest?.(".facet input");
  parts.put("filters", ...filters(state, outcome.facets, words, unfolded));
  if (ticked) found.querySelector(`.facet input[name="${ticked.name}"][value="${CSS.escape(ticked.value)}"]`)?.focus();
  parts.panel.hidden = parts.filters.childElementCount === 0;
  parts.put("hits", ...hits.map((hit) => entry(hit, words)), pager(state, outcome.pages, words));
}

/** Show nothing but *sentence*; the ways in stand below. */
function empty(sentence) {
  parts.say(sentence);
  for (const name of ["notes", "chosen", "sort", "filters", "hits"]) parts.put(name);
  parts.panel.hidden = true;
}

function notes(state, { count, missing }) {
  const lines = [];
  if (count === 0) lines.push(words.say("advice"));
  if (state.cut) lines.push(words.say("cut", { number: words.number(LONGEST_QUERY) }));
  if (missing.length > 0) lines.push(words.say("missing", { languages: words.list(missing.map(words.languageName)) }));
  return lines.map((line) => element("p", {}, line));
}

/** Build the places that results go to, once; return them and how to fill them. */
function frame() {
  const made = {
    told: element("h2", { class: "search__told", id: "told", tabindex: "-1" }),
    notes: element("div", { class: "search__notes" }),
    chosen: element("div"),
    sort: element("div"),
    filters: element("div", { class: "search__filters" }),
    hits: element("div", { class: "search__hits", role: "region", "aria-label": words.say("results") }),
  };
  made.panel = element("details", { class: "search__panel" }, element("summary", {}, words.say("filters")), made.filters);
  const status = element("div", { class: "search__status", role: "status" }, made.told, made.notes);
  found.append(status, made.chosen, made.sort, made.panel, made.hits);
  return {
    ...made,
    put: (name, ...nodes) => made[name].replaceChildren(...nodes.filter((node) => node !== null)),
    say: (text) => {
      found.hidden = text === "";
      if (made.told.textContent !== text) made.told.textContent = text;
    },
  };
}

/** At the side the filters are open, above the results they are folded. */
function fold() {
  parts.panel.open = WIDE.matches;
}

function submit(event) {
  event.preventDefault();
  go(new FormData(form), "#told");
}

function change(event) {
  if (event.target.matches("select, input")) go(new FormData(form));
}

/** Follow a link to another state of this page without loading it anew; with a key held down it opens as links do. */
function follow(event) {
  const unfold = event.target.closest("[data-unfold]");
  if (unfold) {
    unfolded.add(unfold.dataset.unfold);
    show(`.facet input[name="${unfold.dataset.unfold}"]`);
    return;
  }
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(new URLSearchParams(new URL(link.href).search), "#told");
}

/** Go to the address of what *given* (the fields of the form, or of a link) asks for, and show it. */
function go(given, focus = null) {
  const asked = parse(new URLSearchParams(given).toString());
  // Without words "newest" is the order that a search has anyhow: it is no choice, and none that the first words should find made.
  const isChoice = asked.sort !== "newest" || (asked.query && parse(location.search).query);
  const address = serialise(isChoice ? asked : { ...asked, sort: "relevance" });
  if (address !== location.search) history.pushState(null, "", address || location.pathname);
  show(focus, asked.cut);
}

/** Return the names of ids; without them the ids are shown. */
async function loadNames() {
  try {
    const response = await fetch(place("names"));
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
