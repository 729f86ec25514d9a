// Small screens put the cells of a row under one another; some browsers then forget the table.

const ROLES = {
  thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell",
  "th[scope=col]": "columnheader", "th[scope=row]": "rowheader",
};

/** Says in a table what each of its parts is. */
export function roles(table) {
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(ROLES)) {
    table.querySelectorAll(selector).forEach((part) => part.setAttribute("role", role));
  }
}
