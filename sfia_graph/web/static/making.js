// Elements, never from strings of HTML: a text is a text.

const SVG = "http://www.w3.org/2000/svg";

/** Gives an element with attributes and what is in it; what is null or false is left out. */
export const made = (tag, attributes = {}, ...children) => (
  filled(document.createElement(tag), attributes, children));

/** Gives an element of a picture. */
export const drawn = (tag, attributes = {}, ...children) => (
  filled(document.createElementNS(SVG, tag), attributes, children));

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** Gives the mark of what is no longer in use, with what took its place; nothing for others. */
export function gone(place, { gone: known, mark }) {
  const found = known[place];
  if (!found) return [];
  const links = found.flatMap(([href, name], at) => [at ? ", " : " → ", made("a", { href }, name)]);
  return [" ", made("small", { class: "gone" }, mark, ...links)];
}

/** Gives words with values in place of `{names}`. */
export const said = (words, values) => (
  words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)));
