// The quick exit: leaves by its link or by one of its keys three times, and leaves nothing behind. What stands on the page is
// taken away before the other page has come, and Back does not lead here again. Without this the link is a plain link.

// Tor Browser tells no page of Shift, Alt and Control alone (privacy.resistFingerprinting): there it is Escape that leaves.
const KEYS = ["Shift", "Escape"];
const TIMES = 3;
const WITHIN = 2000; // milliseconds

const way = document.querySelector(".exit__way");
const keys = document.getElementById("exit-keys");

function leave() {
  document.title = way.hostname;
  document.querySelectorAll("link[rel~='icon']").forEach((icon) => icon.remove());
  document.body.replaceChildren();
  // Escape, this time or once more, would stop the other page, which is on its way.
  window.addEventListener("keydown", (event) => event.preventDefault());
  location.replace(way.href);
}

let pressed = []; // the last key and when, as often as it came in a row

function isAlone(event) {
  // Alt and Shift, or Control and Shift, change the layout of the keyboard.
  return KEYS.includes(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
}

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  const since = event.timeStamp - WITHIN;
  pressed = pressed.filter(({ key, time }) => key === event.key && time >= since);
  pressed = isAlone(event) ? [...pressed, { key: event.key, time: event.timeStamp }] : [];
  if (pressed.length === TIMES) leave();
});

// A reader who marks text with Shift and the mouse does not want to leave.
document.addEventListener("pointerdown", () => { pressed = []; });

way.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

keys.hidden = false;
way.setAttribute("aria-describedby", keys.id);
