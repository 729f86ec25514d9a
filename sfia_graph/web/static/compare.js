// Two skills, or two levels, side by side where no server puts them there: from their own pages.

import { made, said } from "./making.js";
import { entitle, keepAsked, root, wording } from "./offline.js";

const LEVEL = /^(?:.*\/)?level\/([1-7])$|^([1-7])$/;

/** Compares what the address names; a wrong value gives one plain line. */
export async function answer(form) {
  const parameters = new URLSearchParams(location.search);
  const asked = Object.fromEntries(["a", "b", "edition"]
    .map((name) => [name, (parameters.get(name) ?? "").trim()])
    .filter(([, value]) => value));
  if (!Object.keys(asked).length) return;
  const words = await wording();
  keepAsked(new URLSearchParams(asked));
  form.elements.a.value = asked.a ?? "";
  form.elements.b.value = asked.b ?? "";
  const place = made("div", { class: "answered", "aria-busy": "true" });
  form.after(place);
  try {
    place.replaceChildren(...await compared(form, asked, words));
  } catch {
    place.replaceChildren(made("p", { class: "notice", role: "status" }, words.offline.needs_server));
  }
  place.removeAttribute("aria-busy");
}

async function compared(form, { a, b, edition }, words) {
  const own = words.compare;
  const { options } = form.elements.edition;
  const quoted = (found) => said(own.quoted, { found: [...found].slice(0, 40).join("") });
  const problem = (text) => [made("p", { class: "problem", role: "alert" }, text)];
  const latest = form.elements.edition.value;
  if (edition && [...options].every(({ value }) => value !== edition)) {
    const known = [...options].map(({ value }) => value).sort((one, other) => one - other).join(", ");
    return problem(said(own.no_edition, { found: quoted(edition), known }));
  }
  const number = edition || latest;
  form.elements.edition.value = number;
  const name = form.elements.edition.selectedOptions[0].textContent;
  if (!a || !b) return a || b ? problem(own.one) : [];
  if (number !== latest) await suggest(number);
  const known = [...document.querySelectorAll("#comparable option")].map(({ value }) => value);
  const chosen = [a, b].map((value) => choose(value, known));
  const wrong = [a, b].filter((_, at) => chosen[at] === null).map(quoted);
  if (wrong.length) return problem(said(own.unknown, { found: wrong.join(", "), edition: name }));
  const levels = chosen.filter((each) => each.startsWith("level/")).length;
  if (levels === 1) return problem(own.mixed);
  const pages = await Promise.all(chosen.map((stem) => page(`${number}/${stem}`)));
  const { beside, title } = await import(levels ? "./levels-beside.js" : "./skills-beside.js");
  entitle(title(pages, name), words);
  return beside(pages, words);
}

// The stem of what a value names below its edition, null where that has no such thing.
function choose(value, known) {
  const found = LEVEL.exec(value);
  if (found) return `level/${found[1] ?? found[2]}`;
  const code = value.split(" ")[0].split("/").at(-1).toUpperCase();
  return known.includes(code) ? `skill/${code}` : null;
}

async function page(stem) {
  const place = `${root}${stem}.${document.documentElement.lang}.html`;
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(`${answer.status} ${place}`);
  return { stem, place, main: read(await answer.text()).querySelector("main") };
}

const read = (text) => new DOMParser().parseFromString(text, "text/html");

// The skills of another edition, by its matrix.
async function suggest(number) {
  const { main } = await page(`${number}/matrix`);
  const list = document.getElementById("comparable");
  list.querySelectorAll("option:not([value^='level/'])").forEach((each) => each.remove());
  const found = [...main.querySelectorAll("table.matrix tbody th[scope=row]")].map((heading) => {
    const code = heading.querySelector(".code");
    const value = code.textContent.trim();
    code.remove();
    return made("option", { value }, heading.textContent.trim());
  });
  list.prepend(...found.sort((one, other) => (one.value < other.value ? -1 : 1)));
}
