// A stored question where no server answers it: the same page, answered by a worker.

import { answering, needsServer } from "./answering.js";
import { ask } from "./engine.js";
import { fill, given, unknown } from "./fields.js";
import { made, said } from "./making.js";
import { near } from "./near.js";
import { keepAsked, root, wording } from "./offline.js";
import { charts, table } from "./tables.js";

const MOST = 500;
const LONGEST_LINK = 6000;
const FORMATS = { csv: "CSV", json: "JSON", ttl: "Turtle", jsonld: "JSON-LD", rdf: "RDF/XML" };
const TYPES = {
  csv: "text/csv",
  json: "application/json",
  ttl: "text/turtle",
  jsonld: "application/ld+json",
  rdf: "application/rdf+xml",
};

/** Answers what the address asks of a question, and from then on what its form does. */
export async function answer(form) {
  if (!Object.keys(given(new URLSearchParams(location.search))).length) return;
  const words = await wording();
  // Some browsers fill a form with what stood in it before.
  form.reset();
  const defaults = given(new FormData(form));
  await show(form, defaults, words);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = new URLSearchParams(new FormData(form));
    history.pushState(null, "", `${location.pathname}?${asked}`);
    show(form, defaults, words);
  });
  addEventListener("popstate", () => location.reload());
}

async function show(form, defaults, words) {
  const asked = given(new URLSearchParams(location.search));
  const values = Object.fromEntries(Object.keys(defaults).map((name) => [name, asked[name] ?? defaults[name]]));
  Object.assign(values, asked);
  fill(form, values, words);
  keepAsked(new URLSearchParams(Object.entries(asked).flatMap(([name, several]) => several.map((each) => [name, each]))));
  document.querySelector("main > .problem")?.remove();
  const place = section();
  if (!("engine" in form.dataset)) return place.replaceChildren(needsServer(words));
  const { name } = form.dataset;
  const language = document.documentElement.lang;
  return answering(place, words, async (signal) => {
    const found = await ask({ name, values, language }, signal);
    if (found.problem) {
      form.before(problem(found.problem, words));
      return [];
    }
    return [answerOf(found, form, words), elsewhere(found, words.query, language)];
  });
}

// What takes the place of the answer that the page came with.
function section() {
  let place = document.querySelector("main > .answered");
  if (!place) {
    const [first, ...others] = document.querySelectorAll("main > section");
    place = made("div", { class: "answered" });
    first.replaceWith(place);
    others.forEach((each) => each.remove());
  }
  return place;
}

function problem(text, { query: words, spoken }) {
  return made(
    "p",
    { class: "problem", role: "alert" },
    made("strong", {}, words.problem),
    " ",
    made("span", { lang: spoken === "en" ? null : "en" }, text),
  );
}

function answerOf(found, form, all) {
  const { query: words } = all;
  const { total } = found.table;
  const parts = total
    ? [count(total, words), ...charts(found, all), table(found.table, all, words.answer)]
    : [nothing(form, words)];
  return made("section", { "aria-labelledby": "answer" }, made("h2", { id: "answer" }, words.answer), ...parts);
}

function count(total, words) {
  const rows = said(total === 1 ? words.row : words.rows, { count: total });
  const first = total > MOST ? ` ${said(words.first, { count: MOST })}` : "";
  return made("p", { class: "count" }, rows + first);
}

function nothing(form, words) {
  const beside = unknown(form).map(({ name, value, known }) => {
    const upper = near(value.toUpperCase(), known, 3, 0.5);
    const like = upper.length ? upper : near(value, known);
    return said(words.unknown, { name, value }) + (like.length ? ` ${words.near} ${like.join(", ")}.` : "");
  });
  const why = beside.length ? beside : [words.why_nothing];
  return made(
    "div",
    { class: "nothing" },
    made("p", {}, made("strong", {}, words.nothing)),
    ...why.map((each) => made("p", {}, each)),
  );
}

let kept = [];

function elsewhere({ text, files: { stem, ...files } }, words, language) {
  kept.forEach(URL.revokeObjectURL);
  kept = [];
  const links = Object.entries(files).map(([suffix, body]) => {
    const href = URL.createObjectURL(new Blob([body], { type: `${TYPES[suffix]};charset=utf-8` }));
    kept.push(href);
    return made("a", { href, download: `${stem}.${suffix}` }, FORMATS[suffix]);
  });
  const plain = text.replace(/^#\+.*\n/gm, "");
  const editor = `${root}sparql.${language}.html?query=${encodeURIComponent(plain)}`;
  if (editor.length <= LONGEST_LINK) links.push(made("a", { href: editor }, words.editor));
  return made(
    "section",
    { class: "elsewhere", "aria-labelledby": "elsewhere" },
    made("h2", { id: "elsewhere" }, words.elsewhere),
    made("ul", { class: "formats" }, ...links.map((each) => made("li", {}, each))),
    made("details", {}, made("summary", {}, words.sparql), made("pre", { tabindex: "0" }, made("code", {}, text))),
  );
}
