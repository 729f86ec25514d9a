// Answers as tables and pictures: the markup of `templates/pieces.html`.

import { drawn, gone, made, said } from "./making.js";
import { direction } from "./readable.js";

/** Gives an answer as a table. */
export function table({ columns, rows }, all, caption) {
  const { query: words } = all;
  const number = ({ numeric }) => ({ class: numeric && "number" });
  const head = columns.map((column) => (
    made("th", { scope: "col", ...number(column) }, words.columns[column.name] ?? column.name)));
  const body = rows.map((row) => made("tr", {}, ...row.map((each, at) => (
    made("td", number(columns[at]), ...cell(each, all))))));
  return made("div", { class: "wide", tabindex: "0", role: "group", "aria-label": caption }, made(
    "table",
    { class: "answer" },
    made("caption", { class: "unseen" }, caption),
    made("thead", {}, made("tr", {}, ...head)),
    made("tbody", {}, ...body),
  ));
}

function cell({ text, language, href, truth, place }, all) {
  const { query: words, spoken } = all;
  const lang = language && language !== spoken ? language : null;
  const shown = truth === null ? text : truth ? words.yes : words.no;
  const dir = direction(shown);
  const element = href ? made("a", { href, lang, dir }, shown)
    : lang || dir ? made("span", { lang, dir }, shown) : shown;
  return [element, ...gone(place, all)];
}

/** Gives the pictures of an answer, none where it is no distribution. */
export function charts({ bars = [], heat }, { query: words, spoken }) {
  const found = [];
  if (bars.length) {
    found.push(made("div", { class: "charts" }, ...bars.map((each, at) => (
      chartOfBars(each, words, `chart-${at + 1}`, spoken)))));
  }
  if (heat) found.push(heatMap(heat, words, "heat"));
  return found;
}

function figure(kind, { measure, by }, words, id, height, ...parts) {
  const name = (column) => words.columns[column] ?? column;
  const named = by.map((each) => name(each).toLowerCase()).join(", ");
  const heading = said(words.by, { measure: name(measure), by: named });
  return made("figure", { class: kind }, made("figcaption", {}, heading), drawn(
    "svg",
    { role: "img", "aria-labelledby": `${id}-title ${id}-about`, width: "100%", height },
    drawn("title", { id: `${id}-title` }, heading),
    drawn("desc", { id: `${id}-about` }, words.chart_about),
    ...parts,
  ));
}

function chartOfBars(found, words, id, spoken) {
  const step = found.short ? 26 : 44;
  const parts = found.bars.flatMap((each, at) => (
    found.short ? shortBar(each, step * at, step) : longBar(each, step * at, spoken)));
  return figure("chart", found, words, id, step * found.bars.length, ...parts);
}

const bar = (y, width, height) => drawn("rect", { class: "bar", x: 0, y, width: `${width}%`, height, rx: 2 });

function shortBar({ label, number, width }, top, step) {
  return [
    drawn("text", { class: "label", x: 0, y: top + 18 }, label),
    drawn("svg", { x: "12%", y: top, width: "88%", height: step },
      bar(4, width, 18),
      drawn("text", { class: "figure", x: `${width}%`, dx: 6, y: 18 }, number)),
  ];
}

function longBar({ label, language, number, width }, top, spoken) {
  const lang = language && language !== spoken ? language : null;
  return [
    drawn("text", { class: "label", x: 0, y: top + 14, lang }, label),
    bar(top + 20, width, 16),
    drawn("text", { class: "figure", x: `${width}%`, dx: 6, y: top + 33 }, number),
  ];
}

function heatMap(found, words, id) {
  const axis = found.axis.map(({ text, at }) => (
    drawn("text", { class: "axis", x: `${at}%`, y: 17, "text-anchor": "middle" }, text)));
  const rows = found.rows.flatMap(({ name, squares }, at) => {
    const top = 26 * (at + 1);
    const label = drawn("text", { class: "label", x: 0, y: top + 17 }, name);
    return [label, ...squares.flatMap((each) => square(each, found.width, top))];
  });
  const map = figure("chart heat", found, words, id, 26 * (found.rows.length + 1), ...axis, ...rows);
  if (found.left) map.append(made("p", { class: "more" }, said(words.chart_left, { count: found.left })));
  return map;
}

function square({ number, darkness, left, middle }, width, top) {
  const place = { x: `${left}%`, y: top, width: `${width}%`, height: 26 };
  const own = drawn("rect", { class: "square", ...place });
  if (!number) return [own];
  return [
    own,
    drawn("rect", { class: "bar", ...place, "fill-opacity": darkness }),
    drawn("text", { class: "figure", x: `${middle}%`, y: top + 17, "text-anchor": "middle" }, number),
  ];
}
