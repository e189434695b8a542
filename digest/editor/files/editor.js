// Starts Decap CMS with our form: texts travel as JSON, refusals stay on the page until they are read, and a text is
// shown as readers will see it. Only `digest edit` hands this out; the built site has none of it.

const PROGRAM = "/admin/program/decap-cms.js";
const API = "/admin/api/v1";
const QUIET = 500; // milliseconds without a key before a text is shown anew
// Saving twice from one window is no conflict, saving from two is: the server tells them by this.
const here = crypto.randomUUID();

// --- what was refused is told where it stays ---

const told = document.getElementById("told");
told.querySelector("button").addEventListener("click", () => (told.hidden = true));

function tell(sentence) {
  told.querySelector("p").textContent = sentence;
  told.hidden = !sentence;
}

const ask = window.fetch;
window.fetch = async (...given) => {
  const isSave = given[0] === API && /"action":"(persist|delete)/.test(given[1]?.body ?? "");
  if (isSave) tell("");
  const answer = await (isOpening(given) ? opened(ask(...given)) : ask(...given));
  if (isSave && !answer.ok) tell((await answer.clone().json()).error);
  return answer;
};

// --- what was not saved comes back ---

// Decap CMS keeps what is being written in the browser, and offers it when the text is opened again. But it asks before
// the text has come, which then takes the place of what was chosen: so the question has to wait for the text.
const SETTLED = 250; // milliseconds in which a text that has come is put into the form
let coming = Promise.resolve();

function isOpening([address, options]) {
  return address === API && /"action":"getEntry"/.test(options?.body ?? "");
}

function opened(answer) {
  const settle = () => new Promise((done) => setTimeout(done, SETTLED));
  coming = answer.then(settle, settle);
  return answer;
}

const get = IDBObjectStore.prototype.get;
IDBObjectStore.prototype.get = function (key) {
  const request = get.call(this, key);
  if (!String(key).startsWith("backup.")) return request;
  const hold = async (event) => {
    event.stopImmediatePropagation();
    request.removeEventListener("success", hold);
    await coming;
    request.dispatchEvent(new Event("success"));
  };
  request.addEventListener("success", hold);
  return request;
};

// --- texts as they travel ---

const format = {
  fromFile: (text) => JSON.parse(text),
  toFile: (values) => JSON.stringify({ ...values, _window: here }),
};

// --- a text as readers will see it ---

const shown = {
  getInitialState: () => ({ url: "", problems: [] }),

  componentDidMount() {
    this.show();
  },

  componentDidUpdate(before) {
    if (before.entry === this.props.entry) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), QUIET);
  },

  componentWillUnmount() {
    clearTimeout(this.timer);
    this.isGone = true;
  },

  async show() {
    const { entry } = this.props;
    const raw = JSON.stringify({ ...entry.get("data").toJS(), _window: here });
    const files = entry.get("mediaFiles")?.toJS() ?? [];
    const pictures = files.filter((file) => file.draft).map((file) => file.path);
    const path = entry.get("path") || `${entry.get("collection")}/a new text.md`;
    const answer = await ask(API, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ action: "show", params: { path, raw, pictures } }),
    });
    const found = await answer.json();
    if (this.isGone || entry !== this.props.entry) return; // another is asked for by now
    this.setState(answer.ok ? found : { problems: [found.error] });
  },

  render() {
    const { url, problems } = this.state;
    const list = problems.map((problem, at) => window.h("li", { key: at }, problem));
    return window.h(
      "div",
      { className: "shown" },
      problems.length ? window.h("ul", { className: "shown__problems" }, list) : null,
      url && window.h("p", { className: "shown__way" }, window.h("a", { href: url, target: "_blank" }, "In a tab of its own")),
      url
        ? window.h("iframe", { className: "shown__page", src: url, title: "As readers will see it", sandbox: "allow-same-origin" })
        : window.h("p", { className: "shown__none" }, "The page is shown here as soon as it can be made."),
    );
  },
};

// --- what its buttons say ---

// A save is a commit and no more: who is to read the text, its status says.
const words = {
  collection: {
    sidebar: { collections: "Texts", allCollections: "All texts" },
    collectionTop: { newButton: "New %{collectionLabel}", newButtonAriaLabel: "New %{collectionLabel}" },
    entries: { loadingEntries: "Reading the texts …", noEntries: "There are none yet" },
  },
  editor: {
    editorToolbar: {
      publishing: "Saving …",
      publish: "Save",
      published: "Saved",
      publishNow: "Save now",
      publishAndCreateNew: "Save, and begin another",
      publishAndDuplicate: "Save, and copy",
      duplicate: "Copy into a new one",
      backCollection: " %{collectionLabel}",
      unsavedChanges: "Not saved yet",
      changesSaved: "Everything is saved",
      deployButtonLabel: "Show the page",
    },
  },
  ui: { toast: { onFailToPersist: "Nothing was saved: see the foot of the page", entrySaved: "Saved and committed" } },
};

// --- and so it starts ---

async function start() {
  const { CMS, createClass } = window;
  // There is no password, since the page answers on this machine only: nobody has to press a button for that.
  localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
  const answer = await ask("/admin/configuration.json");
  const { version, ...config } = await answer.json();
  document.getElementById("version").textContent = version;
  CMS.registerLocale(config.locale, words);
  CMS.registerCustomFormat("digest", "md", format);
  CMS.registerPreviewStyle("/admin/pane.css");
  const Shown = createClass(shown);
  for (const { name } of config.collections) CMS.registerPreviewTemplate(name, Shown);
  CMS.init({ config });
}

window.CMS_MANUAL_INIT = true; // before the program is there, which would look for a configuration of its own
const program = document.createElement("script");
program.src = PROGRAM;
program.addEventListener("load", start);
document.head.append(program);
