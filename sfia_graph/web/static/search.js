// The page of results where no server made it.

import { finder, LONGEST_WORDS } from "./finding.js";
import { gone, made, said } from "./making.js";
import { entitle, keepAsked, root, wording } from "./offline.js";
import { apart, direction, readable } from "./readable.js";

const MOST = 50;

/** Puts what the words of the address find under the form. */
export async function answer(form) {
  const words = printable(new URLSearchParams(location.search).get("q") ?? "");
  if (!words) return;
  const language = document.documentElement.lang;
  const [all, index] = await Promise.all([wording(), finder()]);
  const { search_page: own } = all;
  const found = index.find(words, language, MOST);
  const title = said(own.results, { words });
  entitle(title, all);
  keepAsked(new URLSearchParams({ q: words }));
  document.querySelector("h1").textContent = title;
  form.elements.q.value = words;
  form.parentElement.querySelectorAll("[data-lead]").forEach((each) => each.remove());
  const shown = found.length
    ? results(found, all)
    : [nothing(words, index.respelled(words, language), own, language)];
  form.after(...shown);
}

function results(found, all) {
  const { search_page: own } = all;
  const count = said(
    found.length === MOST ? own.first : found.length === 1 ? own.one : own.count,
    { count: found.length },
  );
  const groups = [...new Set(found.map(({ type }) => type))].map((type) => made(
    "section",
    { "aria-labelledby": type },
    made("h2", { id: type }, own.groups[type]),
    made("ul", { class: "results" }, ...found
      .filter((each) => each.type === type)
      .map((each) => result(each, all))),
  ));
  return [made("p", { role: "status" }, count), ...groups];
}

function result({ place, href, label, language, code, why, text }, all) {
  const { search_page: own, spoken } = all;
  const lang = language && language !== spoken ? language : null;
  const item = made("li", {});
  if (code) item.append(made("span", { class: "code" }, code), " ");
  const shown = readable(label);
  item.append(href ? made("a", { href, lang, dir: direction(label) }, shown) : made("bdi", {}, shown));
  if (why in own.why && text !== label) {
    item.append(" ", made("small", {}, said(own.why[why], { text: apart(readable(text)) })));
  }
  item.append(...gone(place, all));
  return item;
}

function nothing(words, near, own, language) {
  const sentence = said(own.nothing, { words });
  const other = near
    ? [own.near, " ", made("a", { href: `${root}search.${language}.html?q=${encodeURIComponent(near)}` }, near)]
    : [own.hint];
  return made("p", { class: "notice", role: "status" }, sentence, " ", ...other);
}

// Words without what HTML cannot hold, and without what turns the direction of a line.
function printable(words) {
  const kept = words.replace(/[^\P{C} ]|[^\P{Z} ]/gu, " ").split(" ").filter(Boolean).join(" ");
  return [...kept].slice(0, LONGEST_WORDS).join("");
}
