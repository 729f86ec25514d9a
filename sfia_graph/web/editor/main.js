// Puts Yasgui in the place of the SPARQL page's plain form. All that it knows comes from the page,
// and it asks no other host: what it suggests are the prefixes and terms that the page holds.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";

const data = JSON.parse(document.getElementById("editor-data").textContent);
const form = document.getElementById("sparql-form");
const page = new URL(location.pathname, location.href);
const endpoint = new URL(data.endpoint, location.href).href;
const { Yasqe } = Yasgui;

const prefixes = Object.entries(data.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
suggest("prefixes", prefixes.sort());
suggest("class", data.classes);
suggest("property", data.properties);

function suggest(name, get) {
  Yasqe.forkAutocompleter(name, { name, get, bulk: true, persistenceId: null });
}

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
    value: form.elements.query.value,
  },
  yasr: { prefixes: data.prefixes },
});

if (new URLSearchParams(location.search).has("query")) show(form.elements.query.value);

for (const { name, title, query } of data.examples) {
  document.querySelector(`[data-example="${name}"]`).addEventListener("click", (event) => {
    event.preventDefault();
    show(query, title);
    root.scrollIntoView();
    yasgui.getTab().getYasqe().focus();
  });
}

/** Show a query in the tab that holds it, or in a new one. */
function show(query, name) {
  const tabs = Object.values(yasgui._tabs);
  const tab = tabs.find((each) => each.getPersistedJson().yasqe.value === query);
  if (tab) tab.select();
  else yasgui.addTab(true, { yasqe: { value: query }, ...(name && { name }) });
}
