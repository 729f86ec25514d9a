// Search while one types: the combobox with a listbox of the ARIA Authoring Practices. What words
// find stands in one small file, which is read once somebody types, whoever serves the pages.

import { made } from "./making.js";

const WAIT = 120;
const MOST = 8;
let last = 0;

const FOLDED = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss", ς: "σ" };

/** Gives a text as it is compared, as the server does: words without accents and capitals. */
export const folded = (text) => text
  .toLowerCase()
  .replace(/[œæøłđßς]/g, (each) => FOLDED[each])
  .normalize("NFKD")
  .replace(/\p{M}/gu, "")
  .replace(/[^\p{L}\p{N}]+/gu, " ")
  .trim();

/** Makes the field `q` of a form suggest. */
export function find(form) {
  const field = form.elements.q;
  const { suggestions, one, many, none, all } = form.dataset;
  const id = `found-${(last += 1)}`;
  const list = made("ul", { class: "found", role: "listbox", id, "aria-label": suggestions });
  const status = made("span", { class: "unseen", role: "status" });
  list.hidden = true;
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
    "aria-keyshortcuts": "/",
    autocomplete: "off",
  })) field.setAttribute(name, value);

  let timer = 0;
  let asked = 0;
  let active = -1;

  const close = () => {
    clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    activate(-1);
    field.setAttribute("aria-expanded", "false");
    status.textContent = "";
  };

  const activate = (number) => {
    active = number;
    [...list.children].forEach((each, place) => {
      each.setAttribute("aria-selected", String(place === number));
    });
    const option = list.children[number];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest", behavior: "instant" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const open = (found, words) => {
    list.replaceChildren(
      ...found.map((each) => option(each)),
      made("li", { role: "option", class: "every" }, all.replace("{words}", () => words)),
    );
    [...list.children].forEach((each, place) => { each.id = `${id}-${place}`; });
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    activate(-1);
    const said = found.length === 1 ? one : found.length ? many : none;
    status.textContent = said.replace("{count}", found.length);
  };

  const ask = async () => {
    const words = field.value.trim();
    if (!words) return close();
    const own = (asked += 1);
    try {
      const { finder } = await import("./finding.js");
      const found = (await finder()).find(words, document.documentElement.lang, MOST);
      if (own === asked && document.activeElement === field) open(found, words);
    } catch {
      // Without the names the form still leads to the page of results.
      close();
    }
  };

  const go = (option, apart) => {
    if (!option.dataset.href) form.requestSubmit();
    else if (apart) window.open(option.dataset.href, "_blank", "noopener");
    else location.assign(option.dataset.href);
  };

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : activate(active + 1 < list.children.length ? active + 1 : -1)),
    ArrowUp: () => (list.hidden ? ask() : activate(active < 0 ? list.children.length - 1 : active - 1)),
  };

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (keys[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keys[event.key]();
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      go(list.children[active], event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("blur", close);
  // The field keeps the focus while an option is pressed, so that the list stays.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) go(option, event.ctrlKey || event.metaKey);
  });
}

function option({ href, label, language, code, why, text }) {
  const item = made("li", { role: "option", "data-href": href });
  if (code && code !== label) item.append(made("span", { class: "code" }, code), " ");
  const same = language.split("-")[0] === document.documentElement.lang.split("-")[0];
  item.append(made("span", same || !language ? {} : { lang: language }, label));
  // What was found by another name shows that name, or nobody would know why it is there.
  if (why !== "code" && text !== label) item.append(" ", made("small", {}, text));
  return item;
}
