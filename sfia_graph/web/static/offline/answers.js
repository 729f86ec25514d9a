// An answer as a table for people: what `web/pages/answers.py` and `cells.py` give.

import { readable } from "../readable.js";
import { canonical, number, shown, truth } from "./terms.js";

export const MOST = 500;
const CODED = new Set(["code", "other", "attribute", "level", "edition"]);
const WEB = /^(https?:\/\/|mailto:)/i;

/** Gives rows as a table; codes lead to pages of an edition, `known` says which things have any. */
export function table({ columns, rows }, site, language, edition) {
  const at = { site, language, edition };
  return {
    columns: columns.map((name, place) => {
      const terms = rows.map((row) => row[place]).filter(Boolean);
      return { name, numeric: rows.length > 0 && terms.every((each) => number(each) !== null) };
    }),
    rows: rows.slice(0, MOST).map((row) => cells(columns, row, at)),
    total: rows.length,
  };
}

function cells(columns, row, at) {
  const named = Object.fromEntries(columns.map((name, place) => [name, row[place]]));
  return columns.map((name, place) => {
    const found = cell(row[place], at);
    if (CODED.has(name) && !found.href) found.href = link(name, named, at);
    return found;
  });
}

function cell(term, { site, language }) {
  const found = { text: shown(term, site), language: "", href: "", truth: truth(term), place: "" };
  if (term?.type === "literal") found.text = readable(found.text);
  if (term?.type === "uri") {
    found.href = address(term.value, site, language);
    found.place = stemOf(term.value, site) ?? term.value;
  }
  if (term?.["xml:lang"]) found.language = canonical(term["xml:lang"]);
  return found;
}

function link(name, row, { site, language, edition }) {
  const term = row[name];
  if (term?.type !== "literal") return "";
  const { value } = term;
  const of = /^\d+$/.test(row.edition?.type === "literal" ? row.edition.value : "")
    ? row.edition.value : edition;
  const whose = row.code?.type === "literal" ? row.code.value : "";
  const coded = (code) => [`${of}/skill/${code}`, `${of}/attribute/${code}`];
  const stems = {
    level: whose ? coded(`${whose}/${value}`) : [`level/${value}`],
    edition: [value],
  }[name] ?? coded(value);
  return stems.map((stem) => address(site.base + stem, site, language)).find(Boolean) ?? "";
}

function address(iri, site, language) {
  const stem = stemOf(iri, site);
  if (stem === null && !iri.startsWith(site.own)) return WEB.test(iri) ? iri : "";
  const [whole, part] = cut(stem ?? iri.slice(site.own.length));
  if (!whole || whole.startsWith("/") || !site.known(iri)) return "";
  return `${site.root}${whole}.${language}.html${part && `#${part}`}`;
}

function cut(stem) {
  const at = stem.indexOf("#");
  return at < 0 ? [stem, ""] : [stem.slice(0, at), stem.slice(at + 1)];
}

function stemOf(iri, { base, own, ontology }) {
  if (iri.startsWith(base)) return iri.slice(base.length).replaceAll("ontology#", "ontology/");
  if (!iri.startsWith(ontology)) return null;
  return (iri.startsWith(own) ? iri.slice(own.length) : iri).replaceAll("#", "/");
}
