// The graph in Oxigraph: read once, and asked as the server asks its own.

import init, { Store, defaultGraph, literal, namedNode } from "../oxigraph/oxigraph.js";
import { canonical, written } from "./terms.js";

const ROOT = new URL("../../", import.meta.url);
const GZIP = [0x1f, 0x8b];
const UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }";
const ROWS = "application/sparql-results+json";
const TAGS = "language";

export const constructors = { defaultGraph, namedNode, literal };

/** Gives the site and its store, once all is read. */
export async function open() {
  const read = (name) => fetch(new URL(name, ROOT)).then((answer) => {
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
    return answer;
  });
  const [site, graph] = await Promise.all([
    read("offline/questions.json").then((answer) => answer.json()),
    read("offline/graph.nq.gz").then((answer) => answer.arrayBuffer()).then(unpacked),
    init({ module_or_path: new URL("../oxigraph/oxigraph.wasm", import.meta.url) }),
  ]);
  const store = new Store();
  store.load(graph, { format: "nq", lenient: true, no_transaction: true });
  // A statement that stands in several graphs counts once, as on the server.
  store.update(UNION);
  const terms = new Set(site.terms);
  const asked = new Map();
  const known = (iri) => {
    if (!asked.has(iri)) asked.set(iri, terms.has(iri) || isSubject(store, iri));
    return asked.get(iri);
  };
  return { store, site: { ...site, root: ROOT.pathname, known } };
}

// Some hosts say of a file that it is compressed, and the browser has unpacked it already.
async function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  if (GZIP.some((each, at) => bytes[at] !== each)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function isSubject(store, iri) {
  try {
    return store.match(namedNode(iri), null, null, defaultGraph()).length > 0;
  } catch {
    return false;
  }
}

/** Gives the rows of a SELECT, `columns` and terms, or yes or no; of a graph nothing. */
export function rowsOf(store, text) {
  const { head, boolean, results } = JSON.parse(store.query(text, { results_format: ROWS }));
  if (boolean !== undefined) return boolean;
  const columns = head.vars;
  const rows = results.bindings.map((each) => columns.map((name) => each[name] ?? null));
  // Oxigraph keeps tags in lower case, so that LANG() gives `en-gb`.
  const at = columns.indexOf(TAGS);
  for (const row of at < 0 ? [] : rows) {
    if (row[at]?.type === "literal") row[at] = { type: "literal", value: canonical(row[at].value) };
  }
  return { columns, rows };
}

/** Gives the distinct triples of a CONSTRUCT as rows, sorted, and a store that holds them. */
export function triplesOf(store, text) {
  const held = new Store(store.query(text));
  const rows = held.match().map(({ subject, predicate, object }) => (
    [subject, predicate, object].map(plain)));
  const key = (row) => row.map(written).join(" ");
  const masked = (row) => key(row).replaceAll(/_:\w+/g, "_:");
  const order = (by) => (one, other) => (by(one) < by(other) ? -1 : by(one) > by(other) ? 1 : 0);
  // Blank nodes are named in the order of what is said of them; the server's names are others.
  const names = new Map();
  for (const term of rows.sort(order(masked)).flat()) {
    if (term.type !== "bnode") continue;
    if (!names.has(term.value)) names.set(term.value, `b${names.size}`);
    term.value = names.get(term.value);
  }
  return { columns: ["subject", "predicate", "object"], rows: rows.sort(order(key)), held };
}

function plain(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType === "Literal") {
    const { value, language, datatype } = term;
    if (language) return { type: "literal", value, "xml:lang": language };
    const isString = datatype.value === "http://www.w3.org/2001/XMLSchema#string";
    return { type: "literal", value, ...(!isString && { datatype: datatype.value }) };
  }
  const { subject, predicate, object } = term;
  return {
    type: "triple",
    value: { subject: plain(subject), predicate: plain(predicate), object: plain(object) },
  };
}

/** Gives what the engine says of a query in one line, as the server puts it. */
export function explained(error) {
  const text = String(error?.message ?? error).split(/\s+/).filter(Boolean).join(" ");
  const found = /^error at (\d+):(\d+): (.*)$/.exec(text);
  if (!found) return `the query failed: ${text}`;
  const [, line, column, expected] = found;
  const said = /^expected one of Prefix not found/.test(expected) ? "a prefix that is not declared" : expected;
  const whole = `line ${line}, column ${column}: ${said}`;
  return `not a SPARQL query: ${whole.length > 200 ? `${whole.slice(0, 200)}…` : whole}`;
}
