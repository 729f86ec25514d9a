// What stands on a page while a question is being answered: a line, and a button that stops it.

import { made } from "./making.js";

/** Gives the line with the button, and the signal that it gives; so does what `other` signals. */
export function waiting(words, other) {
  const stopping = new AbortController();
  const stop = made("button", { type: "button", class: "stop" }, words.offline.stop);
  stop.addEventListener("click", () => stopping.abort());
  other?.addEventListener("abort", () => stopping.abort());
  const line = made("p", { class: "waiting" }, made("span", { role: "status" }, words.offline.answering), " ", stop);
  return { line, signal: stopping.signal };
}

/** Puts what `work` gives, a list of elements, in the place of an element; `work` takes a signal. */
export async function answering(place, words, work) {
  const { line, signal } = waiting(words);
  place.replaceChildren(line);
  place.setAttribute("aria-busy", "true");
  try {
    place.replaceChildren(...await work(signal));
  } catch (error) {
    place.replaceChildren(problem(error, words));
  } finally {
    place.removeAttribute("aria-busy");
  }
}

function problem(error, words) {
  if (error.late) return made("p", { class: "problem", role: "alert" }, words.offline.late);
  if (error.late === false) return made("p", { class: "notice", role: "status" }, words.offline.stopped);
  return made(
    "p",
    { class: "problem", role: "alert" },
    made("strong", {}, words.offline.failed),
    " ",
    made("span", { lang: "en" }, error.message),
  );
}

/** Gives the line that says that this needs a server. */
export const needsServer = (words) => made("p", { class: "notice", role: "status" }, words.offline.needs_server);
