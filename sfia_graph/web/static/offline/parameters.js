// Values of a visitor's become terms of a parameter's type, by the engine's own constructors.

import { near } from "../near.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const LEVEL = "a level from 1 to 7";
const LANGUAGE = "a language tag";
const DATE = "a date";
const TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const MARKED = /^([ \t]*VALUES \?(\w+) \{ )(.*)( \}[ \t]*# parameter)$/gm;
const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/;
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** What a question does not take; the text is that of the server. */
export class RefusedError extends Error {}

/** Gives the SPARQL of a question with values, lists of texts by name, in place of its defaults. */
export function bind(name, question, values, site, make) {
  const { parameters } = question;
  const found = Object.entries(values).map(([key, several]) => [key, several.filter(Boolean)]);
  for (const [key, several] of found) {
    if (key in parameters) limit(name, key, several, parameters[key], site);
  }
  const terms = {};
  for (const [key, several] of found) {
    if (!(key in parameters)) throw new RefusedError(unknown(name, key, Object.keys(parameters)));
    if (!several.length) continue;
    const given = several.map((each) => term(key, each, parameters[key], make));
    if (given.join(" ") !== parameters[key].defaults.join(" ")) terms[key] = given;
  }
  const editions = Object.fromEntries(found).edition ?? [];
  for (const number of editions.map(whole)) {
    if (site.editions.every((each) => String(each) !== number)) {
      const there = site.editions.join(", ");
      throw new RefusedError(`edition: found '${number}', expected one of ${there}`);
    }
  }
  return question.text.replace(MARKED, (line, before, key, defaults, after) => (
    `${before}${terms[key]?.join(" ") ?? defaults}${after}`));
}

function limit(name, key, several, { most }, { longest }) {
  if (several.length > most) {
    const counted = `${most} value${most === 1 ? "" : "s"}`;
    throw new RefusedError(`${key}: ${name} takes at most ${counted} at a time`);
  }
  for (const each of several) {
    if ([...each].length > longest) {
      throw new RefusedError(`${key}: ${quoted(each, 20)} has more than ${longest} characters`);
    }
  }
}

// A term as it stands in SPARQL; the engine's constructors check it, and its serialiser writes it.
function term(key, text, { kind, example, datatype, choices }, { namedNode, literal }) {
  const typed = (value) => literal(value, namedNode(datatype)).toString();
  try {
    if (!datatype) return namedNode(text).toString();
    if (datatype === `${XSD}integer`) {
      const number = whole(text);
      if (kind === LEVEL && !/^[1-7]$/.test(number)) throw new RangeError(number);
      return typed(number);
    }
    if (datatype === `${XSD}decimal` || datatype === `${XSD}double`) return typed(decimal(text));
    if (kind === LANGUAGE && !TAG.test(text)) throw new RangeError(text);
    if (kind === DATE && !isDate(text)) throw new RangeError(text);
    if (choices && !choices.includes(text)) throw new RangeError(text);
    return literal(text).toString();
  } catch {
    const such = `${key}=${example}`;
    throw new RefusedError(`${key}: found '${text}', expected ${kind}, as in ${such}`);
  }
}

function isDate(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

function whole(text) {
  if (!INTEGER.test(text)) throw new RangeError(text);
  return String(BigInt(text.replaceAll("_", "").trim().replace(/^\+/, "")));
}

function decimal(text) {
  const number = Number(text);
  const size = Math.abs(number);
  if (!DECIMAL.test(text) || (size && (size < 1e-4 || size >= 1e16))) throw new RangeError(text);
  const written = Object.is(number, -0) ? "-0" : String(number);
  return written.includes(".") ? written : `${written}.0`;
}

function unknown(name, key, known) {
  const [like] = near(key, known, 1);
  if (like) return `unknown parameter '${key}'; did you mean '${like}'?`;
  if (!known.length) return `unknown parameter '${key}'; ${name} takes none`;
  return `unknown parameter '${key}'; ${name} takes ${known.join(", ")}`;
}

function quoted(text, most) {
  const line = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)
    .map((each) => each.trim()).join(" ").replace(/[\x00-\x1f\x7f]/g, "\ufffd");
  const letters = [...line];
  return letters.length > most ? `'${letters.slice(0, most).join("")}…'` : `'${line}'`;
}
