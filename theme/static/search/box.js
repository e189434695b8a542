/** One value of a facet. */
import { element } from "./dom.js";

/** Return a box to tick, with how many results the value has. */
export function box(facet, id, count, isTicked, words) {
  const name = element("bdi", facet === "language" ? { lang: id } : {}, words.name(facet, id));
  return element(
    "label",
    { class: "facet__value" },
    element("input", { type: "checkbox", id: `${facet}=${id}`, name: facet, value: id, checked: isTicked }),
    element("span", { class: "facet__name" }, name),
    " ",
    element("span", { class: "count" }, element("bdi", {}, words.number(count))),
  );
}
