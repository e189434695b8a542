/** Keys of the search page: `/` goes to the field, arrows go through the results, Escape empties the field or leaves it. */

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} found  Where the results are.
 */
export function openKeys(field, found) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !isTyping(event.target)) toField(event, field);
    else if (event.key === "Escape") escape(event, field, found);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, field, found);
  });
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function toField(event, field) {
  event.preventDefault();
  field.focus();
  field.select();
}

/** From a result back to the field; in the field it first empties it, then leaves it. */
function escape(event, field, found) {
  if (found.contains(event.target)) toField(event, field);
  else if (event.target !== field) return;
  else if (field.value) {
    event.preventDefault();
    field.value = "";
  } else field.blur();
}

/** Down from the field to the first result, on to the next; up again, from the first to the field. */
function move(event, field, found) {
  const stops = [field, ...found.querySelectorAll(".entry__headline a")];
  const here = stops.indexOf(event.target);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
