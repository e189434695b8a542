/**
 * The search page: keeps the address, the form and what is shown in step. The address is the state; whatever changes a search changes
 * the address first, so that going back, reloading and sending a link to somebody all show the same.
 */
import { openEngine } from "./engine.js";
import { narrow } from "./facets.js";
import { openFrame } from "./frame.js";
import { openKeys } from "./keys.js";
import { asJson, load } from "./reader/files.js";
import { chooseYears } from "./spans.js";
import { asksSomething, cleanQuery, isState, parse, serialise, toggle } from "./state.js";
import { choices } from "./view.js";
import { openWords } from "./words.js";
import { openPlots } from "./years.js";

const PATIENCE = 300; // milliseconds after which a reader is told that something is under way
const WIDE = matchMedia("(min-width: 62rem)"); // search.css puts the filters at the side

const root = document.getElementById("search");
const form = document.getElementById("search-form");
const field = form.elements.namedItem("q");
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
openKeys({ field, found, help, isOn: () => current.keys });
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
 * @param {string | null} focus  Where the reader's place in the page goes, if it has to go somewhere.
 */
async function show(state, focus = null) {
  latest += 1;
  const turn = latest;
  current = state;
  if (cleanQuery(field.value).query !== state.query || state.cut) field.value = state.query;
  keysSwitch.checked = state.keys;
  for (const link of languages) link.hash = serialise(state);
  document.title = titleOf(state);
  frame.hits.ariaBusy = String(asksSomething(state));
  if (!asksSomething(state)) {
    frame.announce(frame.empty(""));
    return;
  }
  const waiting = setTimeout(wait, PATIENCE);
  const put = await results(state);
  clearTimeout(waiting);
  if (turn !== latest) return; // the reader has gone on
  fill = put;
  const sentence = fill();
  frame.hits.ariaBusy = "false";
  const target = focus === null ? null : found.querySelector(focus);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" }); // also where it has the focus already
  frame.announce(target ? frame.notes.textContent : sentence); // who is taken to the heading hears it there
}

function wait() {
  if (found.hidden) frame.tell(words.say("searching"));
  frame.announce(words.say("searching"));
}

/** Search; return what shows the outcome, whatever it is. */
async function results(state) {
  try {
    const answer = await engine.search(state.query, state.filters, state.sort);
    const page = Math.max(1, Math.min(state.page, answer.pages));
    const hits = answer.count > 0 ? await answer.hits(page) : [];
    return () => {
      outcome = answer;
      frame.saved.textContent = "";
      return frame.fill({ ...state, page }, answer, hits);
    };
  } catch (error) {
    console.info(`search: ${error.message}`);
    return () => frame.empty(words.say(navigator.onLine ? "failed" : "offline"));
  }
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
  return { ...current, ...cleanQuery(field.value), page: 1 };
}

function submit(event) {
  event.preventDefault();
  go(asked(), "#told");
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
  const { unfold, done, skip, save, copy } = event.target.closest("button")?.dataset ?? {};
  if (unfold) unfoldFacet(unfold);
  else if (done !== undefined) showResults();
  else if (skip !== undefined) found.querySelector(".entry__headline a")?.focus();
  else if (save) saveAs(save);
  else if (copy !== undefined) copyLink();
  else follow(event);
}

/** Follow a link to another state of this page without loading it anew; with a key held down it opens as links do. */
function follow(event) {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(parse(new URL(link.href).hash), link.dataset.go === "held" ? null : "#told");
}

/** Go to the address of *state* and show it. */
function go(state, focus = null) {
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

async function saveAs(format) {
  const say = (word, values) => (frame.saved.textContent = words.say(word, values));
  try {
    const { save, MOST_SAVED } = await import("./save.js");
    const total = Math.min(outcome.count, MOST_SAVED);
    const tell = (number) => say("reading", { number: words.number(number), total: words.number(total) });
    const file = await save(outcome, format, { words, digest: root.dataset.digest, tell });
    say(outcome.count > total ? "beginning" : "saved", { file, articles: words.counted("articles", total) });
  } catch (error) {
    console.info(`search: ${error.message}`);
    say("unsaved");
  }
  frame.announce(frame.saved.textContent);
}

async function copyLink() {
  await navigator.clipboard.writeText(location.href).catch(() => {});
  frame.saved.textContent = words.say("copied");
  frame.announce(frame.saved.textContent);
}

/** Return the names of ids; without them the ids are shown. */
async function loadNames() {
  try {
    return asJson(await (await load(place("names"))).text(), "names");
  } catch {
    return {};
  }
}
