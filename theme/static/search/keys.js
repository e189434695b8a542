/**
 * Keys of the search page: `/` goes to the field, `?` opens the help, arrows go through the results, Escape empties the field or leaves it.
 *
 * `/` and `?` are commands only where nothing is typed, and can be switched off: whoever speaks to the computer, or leans on a key, would
 * call them without meaning to (WCAG 2.1.4). The others are keys of the field and the results, and of nothing else.
 */

/**
 * @param {object} parts
 * @param {HTMLInputElement} parts.field
 * @param {HTMLElement} parts.offers  Where names are offered while one types.
 * @param {HTMLElement} parts.found  Where the results are.
 * @param {HTMLDetailsElement} parts.help
 * @param {() => boolean} parts.isOn  Whether single keys are commands.
 */
export function openKeys({ field, offers, found, help, isOn }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isCommand = isOn() && !event.repeat && !isTyping(event.target);
    if (isCommand && event.key === "/") toField(event, field);
    else if (isCommand && event.key === "?") toHelp(event, help);
    else if (event.key === "Escape") escape(event, field, help);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, field, offers, found);
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

function toHelp(event, help) {
  event.preventDefault();
  help.open = true;
  help.querySelector("summary").focus();
}

/** From a result or an offer back to the field; in the field it first empties it, then leaves it; from the help, which it closes, to the field. */
function escape(event, field, help) {
  if (help.open && help.contains(event.target)) {
    help.open = false;
    toField(event, field);
  } else if (event.target.closest(".entry, .search__offers")) toField(event, field);
  else if (event.target !== field) return;
  else if (field.value) {
    event.preventDefault();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  } else field.blur();
}

/** Down from the field to what it offers and the results, or from the heading to the first result, on to the next; up again to the field. */
function move(event, field, offers, found) {
  const hits = [...found.querySelectorAll(".entry__headline a")];
  const stops = [field, ...offers.querySelectorAll("button"), ...hits];
  const here = event.target.id === "told" ? stops.length - hits.length - 1 : stops.indexOf(event.target);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
