// The quick exit: leaves by its link or by Shift three times, and leaves nothing behind. What stands on the page is taken
// away before the other page has come, and Back does not lead here again. Without this the link is a plain link.

const TIMES = 3;
const WITHIN = 2000; // milliseconds

const way = document.querySelector(".exit__way");
const keys = document.getElementById("exit-keys");

function leave() {
  document.title = way.hostname;
  document.querySelectorAll("link[rel~='icon']").forEach((icon) => icon.remove());
  document.body.replaceChildren();
  location.replace(way.href);
}

let pressed = [];

function isAlone(event) {
  // Alt and Shift, or Control and Shift, change the layout of the keyboard.
  return event.key === "Shift" && !event.altKey && !event.ctrlKey && !event.metaKey;
}

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  const since = event.timeStamp - WITHIN;
  pressed = isAlone(event) ? [...pressed.filter((time) => time >= since), event.timeStamp] : [];
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
