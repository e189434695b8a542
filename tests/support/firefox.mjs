// Drives a Firefox for firefox.py: `node firefox.mjs PUPPETEER FIREFOX`, whose first line is {prefs, viewport, answers}. Then a
// line of JSON in, {"do": NAME, …}, is a line of JSON out, {"value": …} or {"error": …}.
import { createInterface } from "node:readline";

const [puppeteer, executablePath] = process.argv.slice(2);
const { default: driver } = await import(puppeteer);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { prefs, viewport, answers } = JSON.parse((await lines.next()).value);

const browser = await driver.launch({ browser: "firefox", executablePath, extraPrefsFirefox: prefs });
const page = await browser.newPage();
await page.setViewport(viewport);

const requests = [];
const complaints = [];
page.on("console", (message) => {
  if (message.type() === "error") complaints.push(message.text());
});
page.on("pageerror", (error) => complaints.push(error.message));
await page.setRequestInterception(true);
page.on("request", (request) => {
  requests.push({ url: request.url(), referer: request.headers().referer ?? null });
  const body = answers[request.url()];
  if (body === undefined) request.continue();
  else request.respond({ contentType: "text/html", body });
});

const PATIENCE = 30_000; // milliseconds

// The middle of an element, once it lies still and nothing lies on it; asks again and again, since a page of which scripts
// are off tells nothing by itself, as Puppeteer's own click() would have it.
async function middle(selector) {
  const until = Date.now() + PATIENCE;
  let before;
  while (Date.now() < until) {
    const now = await page.evaluate(place, selector);
    if (now && now === before) return JSON.parse(now);
    before = now;
  }
  throw new Error(`${selector} does not lie still and free`);
}

function place(selector) {
  const element = document.querySelector(selector);
  element?.scrollIntoView({ block: "center", behavior: "instant" });
  const [box] = element?.getClientRects() ?? [];
  if (!box) return null;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return element.contains(document.elementFromPoint(x, y)) ? JSON.stringify([x, y]) : null;
}

const commands = {
  goto: async ({ url }) => (await page.goto(url)).status(),
  evaluate: ({ code }) => page.evaluate(code),
  wait: async ({ code }) => void (await page.waitForFunction(code)),
  follow: async ({ selector }) => {
    const [x, y] = await middle(selector);
    await Promise.all([page.waitForNavigation(), page.mouse.click(x, y)]);
  },
  press: ({ key }) => page.keyboard.press(key),
  type: ({ text }) => page.keyboard.type(text),
  seen: () => ({ requests, complaints }),
};

try {
  for await (const line of lines) {
    const { do: name, ...options } = JSON.parse(line);
    let answer;
    try {
      answer = { value: (await commands[name](options)) ?? null };
    } catch (error) {
      answer = { error: String(error) };
    }
    console.log(JSON.stringify(answer));
  }
} finally {
  await browser.close();
}
