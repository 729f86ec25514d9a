// Answers that are distributions, as pictures: what `web/pages/charts.py` gives.

import { canonical, float, number, shown } from "./terms.js";

const AXES = ["level", "edition"];
const PLACING = new Set([
  ...AXES, "lowest", "highest", "theirLowest", "theirHighest", "confidence", "over", "share",
]);
const MOST = 60;
const WIDEST = 82;
const SQUARES = 78;

/** Gives the picture of rows: `bars`, or a `heat` map, or neither where it is no distribution. */
export function chart({ columns, rows }, site) {
  const places = columns.map((_, at) => at);
  const measures = places.filter((at) => isMeasure(columns[at], rows, at));
  const labels = places.filter((at) => !measures.includes(at) && distinct(rows, [at]) !== 1);
  const names = labels.map((at) => columns[at]);
  const none = {};
  if (rows.length < 2 || !measures.length || distinct(rows, labels) < rows.length) return none;
  if (names.some((name) => PLACING.has(name) && !AXES.includes(name))) return none;
  if (rows.some((row) => labels.some((at) => !row[at]))) return none;
  if (labels.length === 2 && measures.length === 1 && AXES.includes(names[1])) {
    return { heat: heat(columns, rows, measures[0], labels, site) };
  }
  if ([1, 2].includes(labels.length) && rows.length <= MOST) {
    return { bars: measures.map((at) => bars(columns, rows, at, labels, site)) };
  }
  return none;
}

function isMeasure(name, rows, at) {
  const numbers = rows.map((row) => number(row[at]));
  return !PLACING.has(name) && numbers.every((each) => each !== null && Number.isFinite(each) && each >= 0);
}

const key = (term) => (term ? JSON.stringify([term.type, term.value, term["xml:lang"], term.datatype]) : "");
const distinct = (rows, places) => (
  new Set(rows.map((row) => places.map((at) => key(row[at])).join(" "))).size);

function bars(columns, rows, measure, labels, site) {
  const numbers = rows.map((row) => number(row[measure]) ?? 0);
  const most = Math.max(...numbers) || 1;
  const found = rows.map((row, place) => ({
    label: labels.map((at) => shown(row[at], site)).join(" › "),
    language: canonical(row[labels.at(-1)]["xml:lang"]),
    number: shown(row[measure], site),
    width: float(rounded((numbers[place] / most) * WIDEST, 2)),
  }));
  return {
    measure: columns[measure],
    by: labels.map((at) => columns[at]),
    bars: found,
    short: found.every(({ label }) => [...label].length <= 4),
  };
}

function heat(columns, rows, measure, [down, across], site) {
  const found = new Map(rows.map((row) => [`${key(row[down])} ${key(row[across])}`, row[measure]]));
  const unique = (at) => [...new Map(rows.map((row) => [key(row[at]), row[at]])).values()];
  const axis = unique(across).sort((one, other) => (number(one) ?? 0) - (number(other) ?? 0));
  const names = unique(down);
  const most = Math.max(...rows.map((row) => number(row[measure]) ?? 0)) || 1;
  const width = rounded(SQUARES / axis.length, 3);
  return {
    measure: columns[measure],
    by: [columns[down], columns[across]],
    width: float(width),
    axis: axis.map((term, place) => (
      { text: shown(term, site), at: float(rounded(22 + width * (place + 0.5), 3)) })),
    rows: names.slice(0, MOST).map((name) => ({
      name: shown(name, site),
      squares: axis.map((column, place) => {
        const left = 22 + width * place;
        return {
          left: float(rounded(left, 3)),
          middle: float(rounded(left + width / 2, 3)),
          ...square(found.get(`${key(name)} ${key(column)}`), most, site),
        };
      }),
    })),
    left: Math.max(0, names.length - MOST),
  };
}

function square(term, most, site) {
  const value = number(term) ?? 0;
  return {
    number: shown(term, site),
    darkness: float(value ? rounded(0.08 + (0.42 * value) / most, 3) : 0),
  };
}

// As Python rounds: what lies in the very middle goes to the even side.
function rounded(value, digits) {
  const scaled = value * 10 ** digits;
  const middle = Number.isInteger(value * 2 ** (digits + 1)) && scaled % 1 === 0.5;
  if (middle) return (2 * Math.round(scaled / 2)) / 10 ** digits;
  return Number(value.toFixed(digits));
}
