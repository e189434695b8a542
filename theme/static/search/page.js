/**
 * The search page: keeps the address, the form and what is shown in step. The address is the state; whatever changes a search changes
 * the address first, so that going back, reloading and sending a link to somebody all show the same.
 */
import { choices, withoutFilters } from "./chips.js";
import { openEngine } from "./engine.js";
import { narrow } from "./facets.js";
import { feedsOf } from "./feeds.js";
import { openFrame } from "./frame.js";
import { openKeys } from "./keys.js";
import { openOffers } from "./offers.js";
import { asJson, load } from "./reader/files.js";
import { chooseYears } from "./spans.js";
import { asksSomething, choose, cleanQuery, isState, parse, serialise, toggle, withTyped } from "./state.js";
import { openTaking } from "./taking.js";
import { openWords } from "./words.js";
import { openPlots } from "./years.js";

const HEADING = ["#told"];
const PATIENCE = 300; // milliseconds after which a reader is told that something is under way
const WIDE = matchMedia("(min-width: 62rem)"); // search.css puts the filters at the side

const root = document.getElementById("search");
root.dataset.begun = ""; // unready.js looks for it
const form = document.getElementById("search-form");
const field = form.elements.namedItem("q");
const offered = document.getElementById("search-offers");
const help = document.getElementById("search-help");
const keysSwitch = document.getElementById("search-keys");
const found = document.getElementById("search-found");
const languages = document.querySelectorAll("a[hreflang]");
const lang = document.documentElement.lang;
const title = document.title;
const place = (name) => new URL(root.dataset[name], document.baseURI).href;

const words = openWords(lang, document.getElementById("search-words"), await loadNames());
const engine = openEngine(place("index"), lang, place("root"));
const frame = openFrame(found, words);
const taking = openTaking(frame, words, root.dataset.digest);
const offers = openOffers(field, offered, engine, words, take);
let current = parse("");
let outcome = null; // of the search that is shown
let fill = () => ""; // shows it once more
let latest = 0;

form.addEventListener("submit", submit);
keysSwitch.addEventListener("change", () => go({ ...current, keys: keysSwitch.checked }));
found.addEventListener("change", change);
found.addEventListener("input", (event) => event.target.matches(".facet__finder") && narrow(event.target, frame.unfolded));
found.addEventListener("click", click);
found.addEventListener("toggle", (event) => remember(event.target.dataset.unfoldNote, event.target.open), true);
field.addEventListener("focus", () => engine.warm(), { once: true });
addEventListener("popstate", arrive);
addEventListener("hashchange", arrive);
WIDE.addEventListener("change", fold);
openKeys({ field, offers: offered, found, help, isOn: () => current.keys });
openPlots(found, (from, to) => go(chooseYears(asked(), from, to)));
fold();
const typed = field.value; // by a reader who was faster than the scripts
const shown = show(taken());
if (current.query === "") field.value = typed;
await shown;

/** Return the state with which the page was opened; what stands in its address for the server to see is moved to where nobody sees it. */
function taken() {
  const sent = parse(location.search);
  const state = asksSomething(sent) ? sent : parse(location.hash);
  if (location.search) history.replaceState(null, "", addressOf(state));
  return state;
}

/** Show what the address has come to ask for; the address of a place in the page, such as #main, asks for nothing else than before. */
function arrive() {
  if (!isState(location.hash)) history.replaceState(null, "", addressOf(current));
  else if (addressOf(parse(location.hash)) !== addressOf(current)) show(parse(location.hash));
}

/**
 * Show what *state* asks for.
 * @param {import("./state.js").State} state
 * @param {string[]} focus  Where the reader's place in the page goes, if it has to go somewhere: to the first of these that is there.
 */
async function show(state, focus = []) {
  latest += 1;
  const turn = latest;
  offers.close();
  if (cleanQuery(field.value).query !== state.query || state.cut) field.value = state.query;
  reflect(state);
  frame.hits.ariaBusy = String(asksSomething(state));
  if (!asksSomething(state)) {
    frame.announce(frame.empty(""));
    if (focus.length > 0) field.focus();
    return;
  }
  const waiting = setTimeout(wait, PATIENCE);
  const { asked, put } = await results(state);
  clearTimeout(waiting);
  if (turn !== latest) return; // the reader has gone on
  const isTyping = document.activeElement === field && cleanQuery(field.value).query !== state.query;
  if (asked !== state) settle(asked);
  fill = put;
  const sentence = fill();
  frame.hits.ariaBusy = "false";
  if (isTyping) return; // the next search: who does is not taken away from it, and hears nothing of this one
  const target = focus.map((one) => found.querySelector(one)).find(Boolean);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" }); // also where it has the focus already
  frame.announce(target === frame.told ? beyondHeading(asked !== state) : sentence);
}

/** Have address, title and links say what *state* asks for. */
function reflect(state) {
  current = state;
  keysSwitch.checked = state.keys;
  for (const link of languages) link.hash = serialise(state);
  document.title = titleOf(state);
}

/** Take over *state*, in which what was typed as a filter is one that is chosen. */
function settle(state) {
  if (cleanQuery(field.value).query === current.query) field.value = state.query;
  history.replaceState(null, "", addressOf(state));
  reflect(state);
}

/** Return what those have not heard yet who are taken to the heading. */
function beyondHeading(isTaken) {
  return [...(isTaken ? frame.chosenInWords(current) : []), frame.notes.textContent].join(" ").trim();
}

function wait() {
  if (found.hidden) frame.tell(words.say("searching"));
  frame.announce(words.say("searching"));
}

/** Search; return what was asked, its filters chosen, and what shows the outcome, whatever it is. */
async function results(state) {
  try {
    const answer = await engine.search(state.query, state.filters, state.sort, state.exact);
    const asked = withTyped(state, withoutFilters(state.query), answer.typed ?? {});
    const page = Math.max(1, Math.min(state.page, answer.pages));
    const hits = answer.count > 0 ? await answer.hits(page) : [];
    const put = () => {
      outcome = answer;
      frame.saved.textContent = "";
      return frame.fill({ ...asked, page }, answer, hits, feeds(asked, answer));
    };
    return { asked, put };
  } catch (error) {
    console.info(`search: ${error.message}`);
    return { asked: state, put: () => frame.empty(words.say(failure(error))) };
  }
}

/** Return what a search failed for, as a word of the page. */
function failure({ reason }) {
  if (!("DecompressionStream" in window)) return "old";
  if (reason === "another version") return "stale";
  return navigator.onLine ? "failed" : "offline";
}

/** Return the feeds of *state*; the copy that opens from a folder has none. */
function feeds(state, { facets }) {
  if (location.protocol === "file:") return null;
  const home = place("root");
  const prefixes = [...languages].map((link) => [link.hreflang, new URL(".", new URL("..", link.href)).href]);
  return feedsOf(state, { facets, isKnown: words.isKnown, root: home, editions: new Map(prefixes.filter(([, prefix]) => prefix !== home)) });
}

/** At the side the filters are open, above the results they are folded. */
function fold() {
  frame.panel.open = WIDE.matches;
}

function titleOf(state) {
  const asksFor = state.query || words.list(choices(state).map(([facet, id]) => words.name(facet, id)));
  return asksFor ? `${asksFor} · ${title}` : title;
}

function addressOf(state) {
  return location.pathname + serialise(state);
}

/** Return the state that is shown, with the words that stand in the field. */
function asked() {
  const typed = cleanQuery(field.value);
  return { ...current, ...typed, exact: current.exact && typed.query === current.query, page: 1 };
}

/** Take an offer: what is begun in the field is the *id* of *facet*, and *left* are the words before it. */
function take(left, facet, id) {
  field.value = left.trim();
  const state = asked();
  const before = (state.filters[facet] ?? []).filter((one) => one !== id);
  go(choose(state, facet, [...before, id]), HEADING);
}

function submit(event) {
  event.preventDefault();
  go(asked(), HEADING);
}

function change({ target }) {
  if (target.matches(".facet input[type=checkbox]")) go(toggle(asked(), target.name, target.value));
  else if (target.id === "sort") go({ ...asked(), sort: target.value });
  else if (target.dataset.year) {
    const [from, to] = ["from", "to"].map((name) => found.querySelector(`[data-year=${name}]`).value);
    go(chooseYears(asked(), from, to));
  }
}

function click(event) {
  const { unfold, done, skip, save, copy, to, chip } = event.target.closest("button")?.dataset ?? {};
  if (to !== undefined) go(parse(to), [`[data-chip="${chip}"]`, `[data-chip="${chip - 1}"]`, ...HEADING]);
  else if (unfold) unfoldFacet(unfold);
  else if (done !== undefined) showResults();
  else if (skip !== undefined) found.querySelector(".entry__headline a")?.focus();
  else if (save) taking.save(outcome, save);
  else if (copy !== undefined) taking.copy();
  else follow(event);
}

/** Follow a link to another state of this page without loading it anew; with a key held down it opens as links do. */
function follow(event) {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(parse(new URL(link.href).hash), link.dataset.go === "held" ? [] : HEADING);
}

/** Go to the address of *state* and show it. */
function go(state, focus = []) {
  // Without words "newest" is the order that a search has anyhow: it is no choice, and none that the first words should find made.
  const isChoice = state.sort !== "newest" || (state.query && current.query);
  const next = isChoice ? state : { ...state, sort: "relevance" };
  if (addressOf(next) !== addressOf(parse(location.hash))) history.pushState(null, "", addressOf(next));
  show(next, focus);
}

function remember(facet, isOpen) {
  if (facet && isOpen) frame.unfolded.set(facet, "");
  else frame.unfolded.delete(facet);
}

function unfoldFacet(facet) {
  const isOpen = !frame.unfolded.has(facet);
  remember(facet, isOpen);
  fill();
  const first = found.querySelector(`[id="${facet}-find"], .facet input[name="${facet}"]`);
  if (isOpen) first?.focus();
}

/** On a phone the filters stand before the results: fold them and go on. */
function showResults() {
  frame.panel.open = WIDE.matches;
  frame.told.focus();
}

/** Return the names of ids; without them the ids are shown. */
async function loadNames() {
  try {
    return asJson(await (await load(place("names"))).text(), "names");
  } catch {
    return {};
  }
}
