// Two levels side by side, of what their pages in an edition say.

import { made, said } from "./making.js";
import { root } from "./offline.js";

const copies = (found) => [...found].map((each) => document.importNode(each, true));

/** Gives the title of the comparison. */
export const title = (pages) => pages.map(({ main }) => nameOf(main)).join(" – ");

/** Gives the comparison of two pages of levels. */
export function beside(pages, { compare, frame, names, parts }) {
  const sides = pages.map(read);
  const [one, other] = sides;
  const only = [[one, other], [other, one]].map(([here, there]) => (
    [...here.skills].filter(([code]) => !there.skills.has(code)).map(([, skill]) => skill)));
  const both = one.skills.size - only[0].length;
  return [
    made("div", { class: "sides" }, ...sides.map(section)),
    ...attributes(sides, compare, parts),
    made("p", {}, said(compare.shared_skills, { count: both })),
    made("div", { class: "columns" }, ...only.flatMap((skills, at) => (
      skills.length ? [list(skills, sides[at], compare, { frame, names })] : []))),
  ];
}

const heading = (main) => main.querySelector("header.concept h1");
const nameOf = (main) => heading(main).querySelector("small span")?.textContent ?? heading(main).textContent;

function read({ stem, place, main }) {
  const found = [...main.querySelectorAll("section[aria-labelledby=skills] ul.ranges > li")]
    .map((each) => [each.querySelector(".code").textContent, each])
    .sort(([first], [second]) => (first < second ? -1 : 1));
  return { number: stem.split("/").at(-1), place, main, skills: new Map(found) };
}

function section({ number, place, main }, at) {
  const id = `side-${at + 1}`;
  const [level, ...name] = copies(heading(main).childNodes);
  // A level that has no name of its own in an edition is the level of all editions.
  const href = name.length ? place : `${root}level/${number}.${document.documentElement.lang}.html`;
  return made(
    "section",
    { "aria-labelledby": id },
    made("h2", { id }, made("a", { href }, level.textContent.trim()), " ", ...name),
    ...copies(main.querySelectorAll("header.concept > .gloss")),
    ...copies(main.querySelectorAll("section[aria-labelledby=said] > h2 + .official")),
    made("p", {}, main.querySelector("#skills").textContent),
  );
}

function attributes(sides, compare, parts) {
  const [own, theirs] = sides.map(({ main }) => main.querySelector("section[aria-labelledby=attributes]"));
  if (!own) return [];
  const title = made("h2", {}, compare.attributes);
  const notice = own.querySelector(":scope > .notice");
  if (notice) return [title, ...copies([notice])];
  const texts = theirs?.querySelectorAll("dd") ?? [];
  const rows = [...own.querySelectorAll("dt")].map((term, at) => {
    const name = term.querySelector("a");
    const cells = [term.nextElementSibling, texts[at]].map((text, side) => made(
      "td",
      { role: "cell", "data-label": `${parts.level} ${sides[side].number}` },
      ...copies(text?.childNodes ?? []),
    ));
    const head = made("th", { scope: "row", role: "rowheader", lang: name.getAttribute("lang") }, name.textContent);
    return made("tr", { role: "row" }, head, ...cells);
  });
  const column = (name) => made("th", { scope: "col", role: "columnheader" }, name);
  const heads = [compare.attribute, ...sides.map(({ number }) => `${parts.level} ${number}`)].map(column);
  return [title, made(
    "table",
    { class: "beside", role: "table" },
    made("caption", { class: "unseen" }, compare.attributes),
    made("thead", { role: "rowgroup" }, made("tr", { role: "row" }, ...heads)),
    made("tbody", { role: "rowgroup" }, ...rows),
  ), ...copies(sides[0].main.querySelectorAll("section[aria-labelledby=said] > .rights"))];
}

function list(skills, { number }, compare, words) {
  return made(
    "div",
    {},
    made("h2", {}, said(compare.only, { level: number, count: skills.length })),
    made(
      "details",
      { open: skills.length <= 10 },
      made("summary", {}, compare.show),
      made("ul", { class: "ranges" }, ...skills.map((each) => skill(each, words))),
    ),
  );
}

// The skill as a whole, which the page of a level leads to at that level.
function skill(item, { frame, names }) {
  const [copy] = copies([item]);
  const link = copy.querySelector("a");
  link.setAttribute("href", link.getAttribute("href").replace(/\/\d+(?=\.[^/]*$)/, ""));
  const tag = link.querySelector("[lang]")?.getAttribute("lang") ?? "";
  const foreign = tag && tag.split("-")[0] !== document.documentElement.lang.split("-")[0];
  if (foreign) {
    const language = frame.languages[tag] ?? names[tag] ?? tag;
    link.after(" ", made("abbr", { class: "fallback", title: said(frame.in_language, { language }) }, tag));
  }
  return copy;
}
