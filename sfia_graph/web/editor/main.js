// Puts Yasgui in the place of the SPARQL page's plain form. All that it knows comes from the page,
// and it asks no other host: what it suggests are the prefixes and terms that the page holds. Where
// nobody answers at the endpoint, a worker of the page does.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";

const data = JSON.parse(document.getElementById("editor-data").textContent);
const form = document.getElementById("sparql-form");
const page = new URL(location.pathname, location.href);
const endpoint = new URL(data.endpoint, location.href).href;
const given = new URLSearchParams(location.search);
const asked = given.get("query") || data.examples[given.get("example")] || form.elements.query.value;
const { Yasqe } = Yasgui;

const prefixes = Object.entries(data.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
suggest("prefixes", prefixes.sort());
suggest("class", data.classes);
suggest("property", data.properties);

function suggest(name, get) {
  Yasqe.forkAutocompleter(name, { name, get, bulk: true, persistenceId: null });
}

/** Give a query with a PREFIX line for each name that the endpoint knows without it. */
function declared(query) {
  const unsaid = Object.entries(data.prefixes).filter(
    ([name]) =>
      new RegExp(`(?<![\\w<-])${name}:`).test(query) &&
      !new RegExp(`PREFIX\\s+${name}:`, "i").test(query),
  );
  return [...unsaid.map(([name, iri]) => `PREFIX ${name}: <${iri}>`), query].join("\n");
}

// The editor asks by `fetch`, and nobody else does here: its requests are looked at on their way.
const toHost = window.fetch;
const own = (name) => import(new URL(`../${name}.js`, import.meta.url).href);
window.fetch = async (...call) => {
  const [request] = call;
  if (!(request instanceof Request) || !request.url.startsWith(endpoint)) return toHost(...call);
  const { someoneAnswers, wording } = await own("offline");
  if (await someoneAnswers()) return toHost(...call);
  const [{ waiting }, { respond }] = [await own("answering"), await own("querying")];
  const { line, signal } = waiting(await wording(), request.signal);
  root.after(line);
  const yasqe = yasgui.getTab().getYasqe();
  signal.addEventListener("abort", () => yasqe.abortQuery());
  return respond(request, signal).finally(() => line.remove());
};

// A link that the plain form understands too.
Yasgui.Tab.prototype.getShareableLink = function () {
  page.search = new URLSearchParams({ query: this.getQuery() });
  return page.href;
};

const root = document.createElement("div");
root.id = "editor";
root.lang = "en";
form.before(root);
form.hidden = true;

const yasgui = new Yasgui(root, {
  autofocus: false,
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  persistenceId: `sfia-graph ${endpoint}`,
  populateFromUrl: false,
  requestConfig: { endpoint, acceptHeaderGraph: "text/turtle" },
  tabName: data.title,
  yasqe: {
    // Tab leads on, as everywhere else, so that the keyboard is never caught.
    extraKeys: { Tab: false, "Shift-Tab": false },
    screenReaderLabel: data.title,
    value: declared(asked),
  },
  yasr: { prefixes: data.prefixes },
});

// A list of tabs may hold nothing else (WAI-ARIA, tablist), so that "+" stands beside it.
const add = root.querySelector(".addTab");
add.hidden = true;
const another = add.cloneNode(true);
another.hidden = false;
another.addEventListener("click", () => yasgui.addTab(true));
root.querySelector(".tabsList").after(another);

/** Mend what Yasgui leaves without a name, or beyond the reach of the keyboard. */
function mend() {
  for (const each of root.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) each.tabIndex = 0;
  for (const each of root.querySelectorAll(".dt-column-title:empty")) each.textContent = "#";
  for (const [selector, name] of [[".tableSizer", "Page size"], [".yasr textarea", "Response"]])
    for (const each of root.querySelectorAll(selector)) each.setAttribute("aria-label", name);
}

new MutationObserver(mend).observe(root, { childList: true, subtree: true });
mend();

if (given.has("query") || given.has("example")) show(asked);

for (const link of document.querySelectorAll("[data-example]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(data.examples[link.dataset.example], link.textContent);
    root.scrollIntoView();
    yasgui.getTab().getYasqe().focus();
  });
}

// What the graph speaks of has a page here, wherever else its IRI leads.
for (const kind of ["click", "auxclick"]) {
  root.addEventListener(kind, ({ target }) => {
    const link = target.closest("a.iri");
    const own = link && data.places.find(([begin]) => link.href.startsWith(begin));
    if (own) link.href = own[1] + link.href.slice(own[0].length);
  }, true);
}

/** Show a query in the tab that holds it, or in a new one. */
function show(query, name) {
  const value = declared(query);
  const tabs = Object.values(yasgui._tabs);
  const tab = tabs.find((each) => each.getPersistedJson().yasqe.value === value);
  if (tab) tab.select();
  else yasgui.addTab(true, { yasqe: { value }, ...(name && { name }) });
}
