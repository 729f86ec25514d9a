// A nested list of links as a tree view of the ARIA Authoring Practices, in its navigation form.

const LOOKED_FOR = 500;
let last = 0;

/** Makes a tree of a list; its branches begin closed, but for those above the current page. */
export function tree(root) {
  root.setAttribute("role", "tree");
  let typed = "";
  let timer = 0;

  const items = () => [...root.querySelectorAll('[role="treeitem"]')];
  const group = (item) => item.parentElement.querySelector(":scope > ul");
  const shown = () => items().filter((item) => !item.closest("ul[hidden]"));
  const above = (item) => {
    const list = item.closest("ul");
    return list === root ? null : list.parentElement.querySelector(':scope > [role="treeitem"]');
  };
  const isOpen = (item) => item.getAttribute("aria-expanded") === "true";

  const set = (item, open) => {
    const list = group(item);
    if (!list) return;
    // What was in a branch that closes is no longer there to have the focus.
    if (!open && list.contains(document.activeElement)) focus(item);
    item.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
    if (!open && list.querySelector('[tabindex="0"]')) rove(item);
  };
  const rove = (item) => items().forEach((each) => { each.tabIndex = each === item ? 0 : -1; });
  const focus = (item) => {
    if (!item) return;
    rove(item);
    item.focus();
  };

  root.querySelectorAll("li").forEach((entry) => {
    const item = entry.querySelector(":scope > a, :scope > span, :scope > button");
    if (!item) return;
    entry.setAttribute("role", "none");
    item.setAttribute("role", "treeitem");
    const list = group(item);
    if (!list) return;
    list.setAttribute("role", "group");
    list.id ||= `branch-${(last += 1)}`;
    item.setAttribute("aria-owns", list.id);
    const fold = document.createElement("span");
    fold.className = "fold";
    fold.setAttribute("aria-hidden", "true");
    item.prepend(fold);
    set(item, root.dataset.tree === "open" || Boolean(list.querySelector("[aria-current]")));
  });
  rove(root.querySelector('[role="treeitem"][aria-current]') ?? items()[0]);

  root.addEventListener("click", (event) => {
    const item = event.target.closest('[role="treeitem"]');
    if (!item) return;
    const folds = event.target.closest(".fold") || (group(item) && item.localName !== "a");
    if (folds) {
      event.preventDefault();
      set(item, !isOpen(item));
    }
    rove(item);
  });
  root.addEventListener("focusin", (event) => {
    const item = event.target.closest('[role="treeitem"]');
    if (item) rove(item);
  });

  const beside = (item, step) => {
    const all = shown();
    return all[all.indexOf(item) + step];
  };
  const keys = {
    ArrowDown: (item) => focus(beside(item, 1)),
    ArrowUp: (item) => focus(beside(item, -1)),
    ArrowRight: (item) => {
      if (!group(item)) return;
      if (isOpen(item)) focus(beside(item, 1));
      else set(item, true);
    },
    ArrowLeft: (item) => (isOpen(item) ? set(item, false) : focus(above(item))),
    Home: () => focus(shown()[0]),
    End: () => focus(shown().at(-1)),
    "*": (item) => [...item.closest("ul").children].forEach((entry) => {
      const each = entry.querySelector(':scope > [role="treeitem"]');
      if (each) set(each, true);
    }),
    Enter: (item) => item.click(),
    " ": (item) => (group(item) ? set(item, !isOpen(item)) : item.click()),
  };

  root.addEventListener("keydown", (event) => {
    const item = event.target.closest('[role="treeitem"]');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key](item);
    } else if (event.key.length === 1 && event.key !== "/") {
      look(item, event.key);
    }
  });

  // Letters that come soon after one another are the beginning of a name; one alone moves on.
  const look = (item, letter) => {
    clearTimeout(timer);
    timer = setTimeout(() => { typed = ""; }, LOOKED_FOR);
    typed += letter.toLowerCase();
    const all = shown();
    const from = all.indexOf(item) + (typed.length === 1 ? 1 : 0);
    const around = [...all.slice(from), ...all.slice(0, from)];
    focus(around.find((each) => each.textContent.trim().toLowerCase().startsWith(typed)));
  };
}
