// Reloads the page when the preview has another than this. Only `digest serve` hands this out; the built site has none of it.

const { page, seen } = document.currentScript.dataset;
let events = null;

// A browser keeps six connections to a server: a page that nobody looks at gives its own up, and asks when it is looked at.
function listen() {
  if (events || document.hidden) return;
  events = new EventSource(`/.preview/events?${new URLSearchParams({ page: page ?? location.pathname, seen })}`);
  events.addEventListener("reload", () => location.reload());
}

function rest() {
  events?.close();
  events = null;
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
