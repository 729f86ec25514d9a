// The form of a stored question, filled in as the server fills it in.

import { made } from "./making.js";

/** Gives the values of a form, lists by name, without what was left empty. */
export function given(parameters) {
  const found = {};
  for (const [name, value] of parameters) if (value.trim()) (found[name] ??= []).push(value);
  return found;
}

/** Puts values into a form; names that it does not have are left out. */
export function fill(form, values, words) {
  for (const [name, several] of Object.entries(values)) {
    const found = [...form.querySelectorAll("[name]")].filter((each) => each.name === name);
    if (!found.length) continue;
    if (found[0].type === "checkbox") check(found, several, words.names);
    else if (found[0].localName === "select") select(found[0], several, words.names);
    else write(found, several, words.query);
  }
}

function check(boxes, values, names) {
  for (const box of boxes) box.checked = values.includes(box.value);
  for (const value of beyond(boxes, values, boxes[0].name)) {
    const box = boxes[0].cloneNode();
    Object.assign(box, { value, checked: true });
    boxes[0].closest(".choices").append(made("label", {}, box, ` ${names[value] ?? value}`));
  }
}

function select(field, values, names) {
  for (const value of beyond([...field.options], values, field.name)) {
    field.append(made("option", { value, lang: value }, names[value] ?? value));
  }
  for (const option of field.options) option.selected = values.includes(option.value);
}

// The language is the one field that takes what is not offered.
function beyond(offered, values, name) {
  const known = offered.map(({ value }) => value);
  return name === "lang" ? values.filter((each) => !known.includes(each)) : [];
}

function write(inputs, values, words) {
  const [first, another] = inputs;
  const texts = another ? [...values, ""] : values;
  const label = `${first.labels[0]?.textContent ?? first.name}, ${words.another}`;
  inputs.slice(1).forEach((each) => each.remove());
  let last = first;
  texts.forEach((text, at) => {
    if (at) {
      const next = first.cloneNode();
      next.removeAttribute("id");
      next.setAttribute("aria-label", label);
      next.setAttribute("placeholder", words.another);
      last.after(" ", next);
      last = next;
    }
    // A field of numbers takes nothing else, and says so in the console.
    last.value = last.type === "number" && Number.isNaN(Number(text)) ? "" : text;
  });
}

/** Gives the values that are not among those that a form suggests, each with its field's label. */
export function unknown(form) {
  return [...form.querySelectorAll("input[type=text][list]")].flatMap((input) => {
    const known = [...input.list.options].map(({ value }) => value);
    const name = form.querySelector(`label[for="${CSS.escape(input.name)}"]`)?.textContent ?? input.name;
    return input.value && !known.includes(input.value) ? [{ name, value: input.value, known }] : [];
  });
}
