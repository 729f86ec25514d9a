// Two skills side by side, of what their pages say.

import { made, said } from "./making.js";

const LEVELS = [1, 2, 3, 4, 5, 6, 7];
const copies = (found) => [...found].map((each) => document.importNode(each, true));

/** Gives the title of the comparison. */
export const title = (pages, edition) => {
  const [one, other] = pages.map(({ main }) => nameOf(main).textContent);
  return `${one} – ${other}, ${edition}`;
};

/** Gives the comparison of two pages of skills. */
export function beside(pages, { compare, parts }) {
  const sides = pages.map(read);
  const both = LEVELS.filter((each) => sides.every(({ levels }) => levels.has(each)));
  const shared = sharedBy(sides, parts);
  return [
    made("div", { class: "sides" }, ...sides.map(section)),
    made("p", {}, both.length ? said(compare.both, { levels: both.join(", ") }) : compare.no_both),
    made("h2", {}, compare.levels),
    levelsOf(sides, compare, parts),
    ...sources(sides),
    ...(shared.length ? [made(
      "section",
      { "aria-labelledby": "shared" },
      made("h2", { id: "shared" }, compare.shared),
      made("ul", {}, ...shared),
    )] : []),
  ];
}

const nameOf = (main) => main.querySelector("header.concept h1 span");

function read({ stem, place, main }) {
  const code = stem.split("/").at(-1);
  const levels = new Map([...main.querySelectorAll(".level-texts > article:not(.absent)")].map((each) => (
    [Number(each.id.replace("level-", "")), each.querySelectorAll(":scope > .gloss, :scope > .official")])));
  return { code, place, main, levels };
}

function section({ place, main, code }, at) {
  const [, ...above] = main.querySelectorAll("nav.crumbs a");
  const gloss = main.querySelectorAll("header.concept > .gloss");
  const official = main.querySelectorAll("section[aria-labelledby=said] > h2 + .official");
  const bar = document.importNode(main.querySelector("header.concept .level-bar"), true);
  for (const link of bar.querySelectorAll("a[href^='#level-']")) {
    link.setAttribute("href", atLevel(place, code, link.getAttribute("href").slice("#level-".length)));
  }
  const heading = made("a", { href: place }, ...copies(main.querySelector("header.concept h1").childNodes));
  const id = `side-${at + 1}`;
  return made(
    "section",
    { "aria-labelledby": id },
    made("h2", { id }, heading),
    made("p", { class: "place" }, ...copies(above).flatMap((each, number) => (number ? [" › ", each] : [each]))),
    ...copies(gloss),
    ...copies(official),
    bar,
  );
}

const atLevel = (place, code, number) => (
  place.replace(new RegExp(`/${code}(?=\\.[^/]*$)`), `/${code}/${number}`));

function levelsOf(sides, compare, parts) {
  const column = (name) => made("th", { scope: "col", role: "columnheader", lang: name.getAttribute?.("lang") }, name.textContent);
  const head = [made("span", {}, parts.level), ...sides.map(({ main }) => nameOf(main))].map(column);
  const rungs = [...sides[0].main.querySelectorAll("header.concept .level-bar .name")];
  const rows = LEVELS.map((number, at) => made(
    "tr",
    { role: "row", class: `level-${number}` },
    rung(number, rungs[at], parts),
    ...sides.map((side) => atRung(side, number, parts)),
  ));
  return made(
    "table",
    { class: "beside", role: "table" },
    made("caption", { class: "unseen" }, compare.levels),
    made("thead", { role: "rowgroup" }, made("tr", { role: "row" }, ...head)),
    made("tbody", { role: "rowgroup" }, ...rows),
  );
}

function rung(number, name, { level }) {
  const own = name.textContent === `${level} ${number}` ? "" : name.textContent;
  return made(
    "th",
    { scope: "row", role: "rowheader" },
    made("b", {}, made("span", { class: "narrow" }, `${level} `), number),
    " ",
    made("span", { class: "name", lang: name.getAttribute("lang") }, own),
  );
}

function atRung({ code, place, levels }, number, { absent }) {
  const cell = { role: "cell", "data-label": code };
  if (!levels.has(number)) return made("td", { ...cell, class: "absent" }, absent);
  const link = made("a", { href: atLevel(place, code, number) }, `${code}-${number}`);
  return made("td", cell, ...copies(levels.get(number)), link);
}

function sources(sides) {
  const found = sides.flatMap(({ main }) => copies(main.querySelectorAll("section[aria-labelledby=said] > .rights")));
  return found.filter((each, at) => found.findIndex((other) => other.isEqualNode(each)) === at);
}

// Concepts of other frameworks that both are mapped to, and how each is.
function sharedBy(sides, { colon, relations_to: relations }) {
  const [own, theirs] = sides.map(({ main, code }) => new Map(
    [...main.querySelectorAll("section[aria-labelledby=mappings] table.links tbody tr")]
      .filter((row) => row.cells[0].textContent.trim() === code && !row.querySelector(".relation strong"))
      .map((row) => [row.cells[2].textContent, row]),
  ));
  const to = (row, code) => said(relations[row.cells[1].classList[1]], { code });
  const place = (row) => row.cells[2].querySelector("a")?.getAttribute("href") ?? "\uffff";
  const before = (one, other) => (one < other ? -1 : Number(one > other));
  return [...own].filter(([name]) => theirs.has(name))
    .sort(([, one], [, other]) => before(place(one), place(other)))
    .map(([name, row]) => made(
      "li",
      {},
      ...copies(row.cells[2].childNodes),
      `${colon} ${to(row, sides[0].code)}, ${to(theirs.get(name), sides[1].code)}`,
    ));
}
