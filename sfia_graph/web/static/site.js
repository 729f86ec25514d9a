// Enhancements; every page works without them. Each module is loaded where a page has use for it.

import { find } from "./find.js";

const forms = document.querySelectorAll("form[data-find]");
forms.forEach(find);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = [...forms].map((form) => form.elements.q).find((each) => each.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const rooms = [
  ["form[data-matrix]", "matrix"],
  ["ul[data-tree]", "tree"],
  ["table.links, table.beside", "roles"],
  [".copy", "copy"],
  ["#sparql-form", "sparql"],
  ["details.around[data-script]", "around"],
];
for (const [selector, name] of rooms) {
  const found = document.querySelectorAll(selector);
  if (found.length) import(`./${name}.js`).then((room) => found.forEach(room[name]));
}

// Where a host has only files, nobody saw what the address asks: then the page answers it itself.
for (const form of document.querySelectorAll("form[data-room]")) {
  import("./offline.js").then(({ unanswered }) => {
    if (!unanswered(form.dataset.asked)) return;
    import(`./${form.dataset.room}.js`).then(({ answer }) => answer(form));
  });
}
