/** Making DOM nodes: text is only ever set as text, so that markup in an article or in a query stays what it is. */

/** Return an element with *attributes* (those that are false or absent left out) and *children*, nodes or texts. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Return an element of a drawing (SVG). */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Return *text* so that its direction does not turn the sentence around it. */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}
