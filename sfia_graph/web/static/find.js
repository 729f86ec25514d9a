// Search while one types: the combobox with a listbox of the ARIA Authoring Practices.

const WAIT = 120;
let last = 0;

const made = (tag, attributes, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

/** Makes the field `q` of a form suggest; `data-find` of the form is the address that is asked. */
export function find(form) {
  const field = form.elements.q;
  const { find: address, suggestions, one, many, none, all } = form.dataset;
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
  let asking = null;
  let active = -1;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
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
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = new URLSearchParams({ q: words, lang: document.documentElement.lang, limit: 8 });
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(`${address}?${asked}`, { headers, signal });
      const found = answer.ok ? await answer.json() : null;
      if (!signal.aborted && found && document.activeElement === field) open(found, words);
    } catch (error) {
      // Without an answer the form still leads to the page of results.
      if (error.name !== "AbortError") close();
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
