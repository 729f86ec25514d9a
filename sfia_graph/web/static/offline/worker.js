// Answers questions beside the page, which stays quick and can end this at any time.

import { table } from "./answers.js";
import { chart } from "./charts.js";
import { restored, toCsv, toJson } from "./files.js";
import { RefusedError, bind } from "./parameters.js";
import { constructors, explained, open, rowsOf, triplesOf } from "./store.js";

const JSON_ROWS = "application/sparql-results+json";
const ROWS = {
  [JSON_ROWS]: "json",
  "application/json": "json",
  "application/sparql-results+xml": "xml",
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
};
const GRAPHS = {
  "text/turtle": "ttl",
  "application/n-triples": "nt",
  "application/ld+json": "jsonld",
  "application/rdf+xml": "rdf",
};

const opening = open();
opening.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ broken: String(error?.message ?? error) }),
);

addEventListener("message", async ({ data }) => {
  const { store, site } = await opening;
  const answer = "name" in data ? question : sparql;
  postMessage(answer(store, site, data));
});

// A stored question with values as texts, which `values` holds by name.
function question(store, site, { name, values, language }) {
  const asked = site.questions[name];
  try {
    const text = bind(name, asked, values, site, constructors);
    const answer = asked.form === "CONSTRUCT" ? triplesOf(store, text) : rowsOf(store, text);
    const rows = typeof answer === "boolean" ? yesOrNo(answer) : answer;
    const [only, ...others] = values.edition ?? [];
    const edition = /^\d+$/.test(only ?? "") && !others.length ? only : String(site.editions.at(-1));
    return {
      text,
      table: table(rows, site, language, edition),
      files: files(answer, name, values),
      ...(asked.form === "SELECT" && chart(rows, site)),
    };
  } catch (error) {
    return { problem: error instanceof RefusedError ? error.message : explained(error) };
  }
}

function yesOrNo(answer) {
  const datatype = "http://www.w3.org/2001/XMLSchema#boolean";
  return { columns: ["answer"], rows: [[{ type: "literal", value: String(answer), datatype }]] };
}

// The answer in the formats that the page offers, by suffix, and a name for the files.
function files(answer, name, values) {
  const words = Object.values(values).map((each) => (
    each.join("-").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "")));
  const stem = [name, ...words.filter(Boolean)].join("_").slice(0, 100);
  if (typeof answer === "boolean") return { stem, json: `{"head": {}, "boolean": ${answer}}\n` };
  if (!answer.held) return { stem, csv: toCsv(answer), json: toJson(answer) };
  const dumped = ["ttl", "jsonld", "rdf"].map((format) => (
    [format, restored(answer.held.dump({ format, from_graph_name: constructors.defaultGraph() }), format)]));
  return { stem, ...Object.fromEntries(dumped) };
}

// A query of the visitor's own; `accept` are media types, `default` and `named` IRIs of graphs.
function sparql(store, site, { query, accept, graphs }) {
  const line = Object.entries(site.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
  const given = (names) => names.map((iri) => constructors.namedNode(iri));
  try {
    const options = {
      base_iri: site.endpoint,
      ...(graphs.default.length || graphs.named.length
        ? { default_graph: given(graphs.default), named_graphs: given(graphs.named) } : {}),
    };
    return inFormat(store, line + query, options, accept);
  } catch (error) {
    return { problem: explained(moved(error, line.length)) };
  }
}

function inFormat(store, query, options, accept) {
  const chosen = (known) => accept.find((each) => each in known) ?? Object.keys(known)[0];
  const written = (known, type, asked) => (
    { type, body: restored(store.query(query, { ...options, results_format: asked }), known[type]) });
  const [rows, graph] = [chosen(ROWS), chosen(GRAPHS)];
  try {
    return written(ROWS, rows, ROWS[rows] === "json" ? JSON_ROWS : rows);
  } catch (error) {
    // The engine refuses a format of rows for a graph, before it begins.
    if (!String(error?.message ?? error).startsWith("Not supported RDF format")) throw error;
    return written(GRAPHS, graph, graph);
  }
}

// The prefixes stand before the first line, so that only its columns are others.
function moved(error, by) {
  const message = String(error?.message ?? error);
  return message.replace(/^error at 1:(\d+):/, (_, column) => `error at 1:${Math.max(1, column - by)}:`);
}
