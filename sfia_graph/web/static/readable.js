// Texts of the graph as pages show them: nothing in them is unseen or turns what stands beside it.

const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu;
const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Gives a text without controls. */
export const readable = (text) => text.replace(TURNING, "").replace(CONTROL, " ");

/** Gives the direction of a text where it is not that of the page. */
export const direction = (text) => (LEFTWARD.test(text) ? "auto" : null);

/** Gives a text between isolates where anything in it is written from right to left. */
export const apart = (text) => (direction(text) ? `\u2068${text}\u2069` : text);

/** Gives a text in one line, cut behind a word where it is too long. */
export function shortened(text, most) {
  const line = text.split(/\s+/).filter(Boolean).join(" ");
  if (line.length <= most) return line;
  const space = line.slice(0, most).lastIndexOf(" ");
  const kept = line.slice(0, space > most / 2 ? space : most - 1);
  return `${kept.replace(/[ ,;:]+$/, "")}…`;
}
