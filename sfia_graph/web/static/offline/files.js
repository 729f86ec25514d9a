// Answers to take away: what `sfia_graph/formats.py` writes, and CSV that a spreadsheet never runs.

import { canonical, number, truth } from "./terms.js";

const UNSEEN = "[\\s\\u0000-\\u001f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]*";
const FORMULA = new RegExp(
  `^(${UNSEEN}[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe62\\ufe63\\ufe66\\ufe6b]|[\\t\\r\\n])`,
);

/** Gives rows as SPARQL 1.1 Query Results JSON. */
export function toJson({ columns, rows }) {
  const bindings = rows.map((row) => Object.fromEntries(
    columns.map((name, at) => [name, row[at]]).filter(([, term]) => term)
      .map(([name, { type, value, datatype, "xml:lang": tag }]) => [name, {
        type,
        value,
        ...(tag ? { "xml:lang": canonical(tag) } : datatype && { datatype }),
      }]),
  ));
  return `${JSON.stringify({ head: { vars: columns }, results: { bindings } }, null, 1)}\n`;
}

/** Gives rows as SPARQL 1.1 Query Results CSV; a text like a formula begins with an apostrophe. */
export function toCsv({ columns, rows }) {
  const lines = rows.map((row) => row.map(harmless).map(field).join(","));
  return [columns.join(","), ...lines].map((line) => `${line}\n`).join("");
}

function harmless(term) {
  if (!term) return "";
  if (term.type === "bnode") return `_:${term.value}`;
  const isText = term.type === "literal" && number(term) === null && truth(term) === null;
  return isText && FORMULA.test(term.value) ? `'${term.value}` : term.value;
}

const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const STRING = /("(?:[^"\\]|\\.)*"@)([A-Za-z0-9-]+)|"(?:[^"\\]|\\.)*"/gs;
const ATTRIBUTE = /(<[^<>]* xml:lang=")([^"]*)/g;
const IN_JSON = /("xml:lang":")([^"]+)/g;

/** Gives language tags in what the engine wrote their case back; `suffix` says the format. */
export function restored(text, suffix) {
  const cased = (whole, before, tag) => (tag ? before + canonical(tag) : whole);
  if (suffix === "jsonld") return `${JSON.stringify(inJson(JSON.parse(text)), null, 1)}\n`;
  if (suffix === "json") return text.replace(IN_JSON, cased);
  if (suffix === "rdf" || suffix === "xml") return text.replace(ATTRIBUTE, cased);
  return suffix === "csv" ? text : text.replace(STRING, cased);
}

function inJson(value) {
  if (Array.isArray(value)) return value.map(inJson);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => (
    [key, key === "@language" ? canonical(each) : inJson(each)])));
}
