// Finds things by a few letters, in the browser as the server does (`web/finding`).

import { folded } from "./find.js";
import { near } from "./near.js";

export const LONGEST_WORDS = 200;
const SHORT = 2;
const KEPT = 100;
const [WHOLE, BEGINS, WORD, WORDS, WITHIN] = [0, 1, 2, 3, 4];
const [MOST_WORDS, LONGEST_WORD, LIKE] = [8, 40, 0.75];
const ROOT = new URL("../", import.meta.url);
const WEB = /^(https?:\/\/|mailto:)/i;

let index = null;

/** Gives the index of names, read once with the first call. */
export function finder() {
  index ??= fetch(new URL("search-index.json", ROOT)).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then((data) => new Finder(data));
  index.catch(() => { index = null; });
  return index;
}

const primary = (tag) => tag.split("-")[0].toLowerCase();
const cut = (words) => [...words].slice(0, LONGEST_WORDS).join("");
const before = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** The names of things by the beginnings of their words. */
export class Finder {
  constructor({ types, whys, things }, root = ROOT.pathname) {
    this.root = root;
    this.things = things.map(([place, type, code, labels]) => ({ place, type, code, labels }));
    this.types = types;
    this.names = things.flatMap(([, , , , names], thing) => names.map(([text, language, why]) => (
      { key: folded(text), text, language, why: whys[why], thing })));
    this.spoken = new Set(this.names.map(({ language }) => primary(language)).filter(Boolean));
    this.words = new Set(this.names.flatMap(({ key }) => key.split(" ")).filter(Boolean));
    this.starts = this.names.flatMap(({ key }, name) => [...key]
      .reduce(({ at, found }, letter) => {
        if (at === 0 || key[at - 1] === " ") found.push({ start: key.slice(at), name });
        return { at: at + letter.length, found };
      }, { at: 0, found: [] }).found);
    this.starts.sort((one, other) => before(one.start, other.start) || one.name - other.name);
  }

  /** Gives the things whose names or codes fit words, the best first, as the API does. */
  find(words, language, limit) {
    const phrase = folded(cut(words));
    if (!phrase) return [];
    const spoken = this.spoken.has(primary(language)) ? primary(language) : "";
    const short = [...phrase].length <= SHORT;
    return this.#ranked(phrase, spoken, short ? KEPT : limit)
      .slice(0, limit)
      .map(({ name }) => this.#found(name, language));
  }

  /** Gives words that find nothing, each spelt as the nearest that there is; nothing for none. */
  respelled(words, language) {
    const asked = folded(cut(words)).split(" ").filter(Boolean);
    if (!asked.length || asked.length > MOST_WORDS) return "";
    if (asked.some((each) => each.length > LONGEST_WORD)) return "";
    const like = asked.map((each) => (this.words.has(each)
      ? each : near(each, this.words, 1, LIKE)[0]));
    const found = like.join(" ");
    if (like.some((each) => !each) || found === asked.join(" ")) return "";
    return this.find(found, language, 1).length ? found : "";
  }

  #ranked(phrase, language, limit) {
    const best = new Map();
    for (const passing of [this.#beginning, this.#together, this.#inside]) {
      for (const [number, grade] of passing.call(this, phrase)) {
        const name = this.names[number];
        const rank = this.#rank(name, grade, language);
        const known = best.get(name.thing);
        if (!known || compared(rank, known.rank) < 0) best.set(name.thing, { rank, name });
      }
      if (best.size >= limit) break;
    }
    return [...best.values()]
      .sort((one, other) => compared(one.rank, other.rank) || one.name.thing - other.name.thing)
      .slice(0, limit);
  }

  #rank({ key, language, why, thing }, grade, wanted) {
    const foreign = Boolean(language) && primary(language) !== wanted;
    const length = [...key].length;
    return [grade, Number(why === "former name"), Number(foreign), this.things[thing].type, length, key];
  }

  #range(word) {
    const place = (past) => {
      let [low, high] = [0, this.starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (past(this.starts[middle].start)) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const first = place((start) => start < word);
    return this.starts.slice(first, place((start) => start < word || start.startsWith(word)));
  }

  * #beginning(phrase) {
    for (const { start, name } of this.#range(phrase)) {
      const { key } = this.names[name];
      const whole = start.length === key.length;
      yield [name, !whole ? WORD : key === phrase ? WHOLE : BEGINS];
    }
  }

  * #together(phrase) {
    const words = phrase.split(" ");
    if (words.length < 2) return;
    const ranges = words.map((each) => this.#range(each));
    const rarest = ranges.reduce((least, each) => (each.length < least.length ? each : least));
    const numbers = [...new Set(rarest.map(({ name }) => name))].sort((one, other) => one - other);
    for (const number of numbers) {
      const padded = ` ${this.names[number].key}`;
      if (words.every((each) => padded.includes(` ${each}`))) yield [number, WORDS];
    }
  }

  * #inside(phrase) {
    if ([...phrase].length <= SHORT) return;
    for (const [number, { key }] of this.names.entries()) {
      if (key.includes(phrase)) yield [number, WITHIN];
    }
  }

  #found({ thing, text, why }, language) {
    const { place, type, code, labels } = this.things[thing];
    const [label, tag] = labels.reduce((nearest, each) => (
      compared(distance(each, language), distance(nearest, language)) < 0 ? each : nearest));
    return { place: String(place), href: this.#href(place, language), label, language: tag, type: this.types[type], code, why, text };
  }

  #href(place, language) {
    if (typeof place === "string") return `${this.root}${place}.${language}.html`;
    return WEB.test(place[0]) ? place[0] : "";
  }
}

// How far a label is from a language: its tag, its primary language, English, others.
function distance([value, tag], language) {
  const [own, wanted] = [tag.toLowerCase(), language.toLowerCase()];
  return [
    Number(own !== wanted),
    Number(primary(own) !== primary(wanted)),
    Number(primary(own) !== "en"),
    value,
  ];
}

function compared(one, other) {
  for (const [at, each] of one.entries()) {
    const order = before(each, other[at]);
    if (order) return order;
  }
  return 0;
}
