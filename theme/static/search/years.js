/**
 * The facet of years: how many results each has as a chart, and which of them are wanted. The chart is for those who see it and point; the
 * two lists of years under it choose the same by any means, and the table has the same figures.
 */
import { box } from "./box.js";
import { drawn, element } from "./dom.js";
import { chooseYears, span, UNDATED } from "./spans.js";
import { serialise } from "./state.js";

const MOST_BARS = 60; // in the width of the column; more years than these share bars
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const [HEIGHT, FOOT] = [64, 18]; // of the highest bar, and of the line of years under it
const LABELS = 5;

/** Return the facet of years; null where there is nothing to choose. */
export function years({ facet, ticked, counts, words, sought, state }) {
  const dated = Object.keys(counts).filter((year) => /^\d{4}$/u.test(year) && counts[year] > 0).sort();
  const undated = counts[UNDATED] ?? 0;
  if (dated.length === 0 && undated === 0 && ticked.length === 0) return null;
  return element(
    "fieldset",
    { class: "facet years" },
    element("legend", { class: "label" }, words.say(`${facet}s`)),
    dated.length > 1 ? plot(dated, counts, ticked, words) : null,
    dated.length > 0 ? ends(dated, ticked, words) : null,
    undated > 0 || ticked.includes(UNDATED) ? box(facet, UNDATED, undated, ticked.includes(UNDATED), words) : null,
    dated.length > 0 ? table(dated, counts, state, words, sought !== undefined) : null,
  );
}

/** Return the chart: a bar for each year from the first to the last, or for some years together. */
function plot(dated, counts, ticked, words) {
  const [first, last] = [Number(dated[0]), Number(dated.at(-1))];
  const step = STEPS.find((one) => (last - first) / one < MOST_BARS) ?? STEPS.at(-1);
  const start = Math.floor(first / step) * step;
  const slots = Math.floor((last - start) / step) + 1;
  const sums = new Array(slots).fill(0);
  for (const year of dated) sums[Math.floor((Number(year) - start) / step)] += counts[year];
  const most = Math.max(...sums);
  const every = STEPS.find((one) => one >= step && (slots * step) / one <= LABELS) ?? STEPS.at(-1);
  const middle = (slot) => ((words.isRightToLeft ? slots - 0.5 - slot : slot + 0.5) * 100) / slots;
  const base = HEIGHT + 0.5;
  const bars = sums.map((sum, slot) => bar({ sum, slot, slots, middle: middle(slot), height: (sum / most) * HEIGHT, isChosen: isChosen(ticked, start + slot * step, step) }));
  const labels = sums.map((_, slot) => label(start + slot * step, middle(slot), every, slots));
  return drawn(
    "svg",
    { class: "years__plot", width: "100%", height: HEIGHT + FOOT, "aria-hidden": "true", "data-start": start, "data-step": step, "data-slots": slots },
    drawn("title", {}, words.say("draw")),
    ...bars,
    ...labels,
    drawn("line", { class: "years__base", x1: 0, x2: "100%", y1: base, y2: base }),
  );
}

function bar({ sum, slot, slots, middle, height, isChosen: chosen }) {
  if (sum === 0) return null;
  const tall = Math.max(height, 2);
  const [x, width] = [middle - 40 / slots, 80 / slots].map((value) => `${value.toFixed(3)}%`);
  return drawn("rect", { class: chosen ? "years__bar" : "years__bar years__bar--out", "data-slot": slot, x, width, y: (HEIGHT - tall).toFixed(1), height: tall.toFixed(1) });
}

/** Return a round year under its bar; at the edges it would stand out of the chart. */
function label(year, middle, every, slots) {
  if (year % every !== 0 && slots > LABELS) return null;
  if (slots > LABELS && (middle < 6 || middle > 94)) return null;
  return drawn("text", { class: "years__label", x: `${middle.toFixed(3)}%`, y: HEIGHT + FOOT - 4 }, String(year));
}

/** Tell whether any of the years that a bar stands for is wanted: all are where none is chosen. */
function isChosen(ticked, year, step) {
  const spans = ticked.map(span).filter(Boolean);
  if (ticked.length === 0) return true;
  return spans.some(({ from, to }) => Number(to || 9999) >= year && Number(from || 0) < year + step);
}

/** Return the two lists from which the first and the last year are chosen. */
function ends(dated, ticked, words) {
  const spans = ticked.map(span).filter(Boolean);
  const now = spans.length === 1 ? spans[0] : { from: "", to: "" };
  const end = (name) => {
    const known = [...new Set([...dated, now[name]].filter(Boolean))].sort();
    const options = known.map((year) => element("option", { value: year, selected: year === now[name] }, year));
    const list = element("select", { id: `year-${name}`, "data-year": name }, element("option", { value: "" }, words.say("any")), ...options);
    return element("label", { class: "years__end" }, words.say(name), " ", list);
  };
  return element("div", { class: "years__ends" }, end("from"), end("to"));
}

/** Return the same figures as a table; each year leads to the results of it alone. */
function table(dated, counts, state, words, isOpen) {
  const rows = [...dated].reverse().map((year) => {
    const way = { id: `year=${year}`, class: "years__year", href: serialise(chooseYears(state, year, year)), "data-go": "held" };
    const figure = element("td", { class: "figures__figure" }, element("bdi", {}, words.number(counts[year])));
    return element("tr", {}, element("th", { scope: "row" }, element("a", way, year)), figure);
  });
  const heads = [element("th", { scope: "col" }, words.say("year")), element("th", { scope: "col", class: "figures__figure" }, words.say("results"))];
  return element(
    "details",
    { class: "note", open: isOpen, "data-unfold-note": "year" },
    element("summary", { class: "note__summary", id: "year-figures" }, words.say("figures")),
    element("table", { class: "figures" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
  );
}

/**
 * Let readers choose years by drawing over the charts in *found*; *choosing* is called with the first and the last one.
 * @param {HTMLElement} found
 * @param {(from: string, to: string) => void} choosing
 */
export function openPlots(found, choosing) {
  let drawing = null; // the chart, and the slots where it began and where it has come

  found.addEventListener("pointerdown", (event) => {
    const chart = event.target.closest(".years__plot");
    if (!chart || event.button !== 0) return;
    event.preventDefault(); // or the text under it would be marked
    chart.setPointerCapture(event.pointerId);
    drawing = { chart, begin: slotAt(chart, event), end: slotAt(chart, event) };
    show(drawing);
  });
  found.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    drawing.end = slotAt(drawing.chart, event);
    show(drawing);
  });
  found.addEventListener("pointercancel", () => {
    drawing?.chart.classList.remove("years__plot--drawn");
    drawing = null;
  });
  found.addEventListener("pointerup", () => {
    if (!drawing) return;
    const { chart, begin, end } = drawing;
    drawing = null;
    const [start, step] = [Number(chart.dataset.start), Number(chart.dataset.step)];
    const [low, high] = [Math.min(begin, end), Math.max(begin, end)];
    choosing(String(start + low * step).padStart(4, "0"), String(start + (high + 1) * step - 1).padStart(4, "0"));
  });
}

function slotAt(chart, event) {
  const { left, width } = chart.getBoundingClientRect();
  const slots = Number(chart.dataset.slots);
  const across = Math.min(Math.max((event.clientX - left) / width, 0), 0.9999);
  return Math.floor((getComputedStyle(chart).direction === "rtl" ? 1 - across : across) * slots);
}

function show({ chart, begin, end }) {
  chart.classList.add("years__plot--drawn");
  for (const one of chart.querySelectorAll(".years__bar")) {
    const slot = Number(one.dataset.slot);
    one.classList.toggle("years__bar--in", slot >= Math.min(begin, end) && slot <= Math.max(begin, end));
  }
}
