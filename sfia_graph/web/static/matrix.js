// The matrix: what the form asks for is shown at once; arrow keys lead from cell to cell.

import { folded } from "./find.js";

// Browsers refuse to change the address too often.
const PAUSE = 200;

/** Makes the form of the matrix filter its table. */
export function matrix(form) {
  const table = document.querySelector("table.matrix");
  const status = document.querySelector(".shown") ?? statusAfter(form);
  const total = Number(form.dataset.total);
  const { q, category, level } = form.elements;
  const names = ["q", "category", "level"];
  const reset = form.querySelector(".reset");
  const hint = document.querySelector(".keys");
  let rows = [];
  let fetching = null;
  let timer = 0;

  const read = () => {
    rows = [...table.querySelectorAll('tbody th[scope="row"]')].map((heading) => ({
      row: heading.parentElement,
      said: folded(heading.textContent),
      places: heading.closest("tbody").dataset.category.split(" "),
    }));
  };

  // A page that came filtered lacks the other rows; they are fetched when somebody asks for more.
  const whole = async () => {
    if (rows.length === total) return;
    fetching ??= fetch(form.action).then((answer) => (answer.ok ? answer.text() : Promise.reject()));
    try {
      const page = new DOMParser().parseFromString(await fetching, "text/html");
      const found = page.querySelector("table.matrix");
      if (rows.length === total || !found) return;
      table.replaceChildren(...found.children);
      read();
    } catch {
      form.submit();
    }
  };

  const show = () => {
    const words = folded(q.value).split(" ").filter(Boolean);
    const counts = Array(7).fill(0);
    let shown = 0;
    for (const { row, said, places } of rows) {
      const fits = (!category.value || places.includes(category.value))
        && (!level.value || row.querySelector(`.level-${level.value}`))
        && words.every((each) => said.includes(each));
      row.hidden = !fits;
      if (!fits) continue;
      shown += 1;
      counts.forEach((_, place) => { counts[place] += row.cells[place + 1].className ? 1 : 0; });
    }
    let heading = null;
    for (const body of table.tBodies) {
      if (body.classList.contains("category")) {
        heading = body;
        heading.hidden = true;
      } else {
        body.hidden = ![...body.rows].some((row) => row.cells.length > 1 && !row.hidden);
        if (!body.hidden && heading) heading.hidden = false;
      }
    }
    [...table.tFoot.rows[0].cells].slice(1).forEach((cell, place) => {
      cell.textContent = counts[place];
    });
    table.hidden = hint.hidden = !shown;
    table.dataset.level = level.value;
    document.querySelector(".problem")?.remove();
    const { all, count, none } = form.dataset;
    const said = shown === total ? all : shown ? count : none;
    status.textContent = said.replace("{shown}", shown).replace("{total}", total);
    reset.hidden = names.every((name) => !form.elements[name].value);
  };

  const remember = () => {
    const asked = new URLSearchParams();
    for (const name of names) {
      const value = form.elements[name].value.trim();
      if (value) asked.set(name, value);
    }
    const query = String(asked) && `?${asked}`;
    history.replaceState(history.state, "", location.pathname + query);
    document.querySelectorAll("footer a[hreflang]").forEach((link) => { link.search = query; });
  };

  const change = async () => {
    await whole();
    show();
    clearTimeout(timer);
    timer = setTimeout(remember, PAUSE);
  };

  read();
  // Where the host only has files, the page came whole whatever was asked for.
  const asked = new URLSearchParams(location.search);
  if (rows.length === total) {
    for (const name of names) form.elements[name].value = asked.get(name) ?? "";
    show();
  }
  form.querySelector("button").hidden = true;
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
  });
  reset.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    names.forEach((name) => { form.elements[name].value = ""; });
    change();
    q.focus();
  });
  hint.hidden = table.hidden;
  arrows(table);
}

function statusAfter(form) {
  const status = document.createElement("p");
  status.className = "shown";
  status.setAttribute("role", "status");
  form.after(status);
  return status;
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

// An arrow key leads to the next cell that there is in its direction.
function arrows(table) {
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const cell = event.target.closest("tbody td, tbody th[scope='row']");
    if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const rows = [...table.querySelectorAll("tbody:not([hidden]) tr:not([hidden])")];
    let down = rows.indexOf(cell.parentElement) + step[0];
    let across = cell.cellIndex + step[1];
    while (rows[down] && (rows[down].cells.length === 1 || rows[down].cells[across])) {
      const link = rows[down].cells.length > 1 && rows[down].cells[across].querySelector("a");
      if (link) {
        event.preventDefault();
        link.focus();
        return;
      }
      down += step[0];
      across += step[1];
    }
  });
}
