// The plain form of the SPARQL page where no server answers it.

import { answering } from "./answering.js";
import { made } from "./making.js";
import { questions, someoneAnswers, unanswered, wording } from "./offline.js";

const SHOWN = 100_000;
let kept = "";

/** Fills in what the address asks for, and answers what is sent. */
export function sparql(form) {
  if (unanswered(form.dataset.asked)) fill(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await someoneAnswers()) return form.submit();
    const words = await wording();
    const place = form.parentElement.querySelector(".answered") ?? made("div", { class: "answered" });
    form.after(place);
    return answering(place, words, (signal) => answer(form, signal));
  });
}

async function fill(form) {
  const asked = new URLSearchParams(location.search);
  const example = asked.get("example");
  const found = asked.get("query")
    ?? (example && (await questions()).questions[example]?.text.replace(/^#\+.*\n/gm, ""));
  if (found) form.elements.query.value = found;
}

async function answer(form, signal) {
  const { respond } = await import("./querying.js");
  const body = new URLSearchParams(new FormData(form));
  const found = await respond(new Request(form.action, { method: "POST", body }), signal);
  const text = await found.text();
  if (!found.ok) return [made("p", { class: "problem", role: "alert", lang: "en" }, text)];
  URL.revokeObjectURL(kept);
  const type = found.headers.get("Content-Type");
  kept = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const name = form.elements.format.selectedOptions[0].textContent;
  const link = made("a", { href: kept, download: "answer" }, name);
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return [
    made("ul", { class: "formats" }, made("li", {}, link)),
    made("pre", { tabindex: "0" }, made("code", {}, shown)),
  ];
}
