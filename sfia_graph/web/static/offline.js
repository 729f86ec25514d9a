// What the pages do where no server answers: who is there, and the words and files for it.

import { shortened } from "./readable.js";

const LONGEST_TITLE = 120;
const ROOT = new URL("../", import.meta.url);
const read = async (name) => {
  const answer = await fetch(new URL(name, ROOT));
  if (!answer.ok) throw new Error(`${answer.status} ${name}`);
  return answer.json();
};
const once = (make) => {
  let made = null;
  return () => {
    made ??= make();
    made.catch(() => { made = null; });
    return made;
  };
};

/** Gives the path of the site's root. */
export const root = ROOT.pathname;

/** Gives the interface's words in the language of the page. */
export const wording = once(() => read(`offline/words.${document.documentElement.lang}.json`));

/** Gives the stored questions, and what must be known of the site. */
export const questions = once(() => read("offline/questions.json"));

/** Whether somebody answers: a host that only has files cannot say what it was asked. */
export const someoneAnswers = once(async () => {
  try {
    return "here" in await read("offline/asked.json?here");
  } catch {
    return false;
  }
});

/** Whether the address asks for something that the page does not say; `asked` is what it says. */
export function unanswered(asked) {
  const [own, wanted] = [asked, location.search].map((each) => (
    JSON.stringify([...new URLSearchParams(each)].sort())));
  return own !== wanted;
}

/** Lets the links to other languages keep what the address asks. */
export function keepAsked(parameters = new URLSearchParams(location.search)) {
  const search = String(parameters) && `?${parameters}`;
  document.querySelectorAll("footer a[hreflang]").forEach((link) => { link.search = search; });
}

/** Gives the page another title. */
export function entitle(title, { frame }) {
  document.title = `${shortened(title, LONGEST_TITLE)} · ${frame.site}`;
}
