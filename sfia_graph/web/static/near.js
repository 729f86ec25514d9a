// Words like a word, as Python's difflib finds them (Ratcliff and Obershelp's matching).

/** Gives up to `most` of the words that are like one, the most alike first. */
export function near(word, known, most = 3, cutoff = 0.6) {
  const found = [];
  for (const each of known) {
    if (upper(each, word) < cutoff) continue;
    const alike = ratio([...each], [...word]);
    if (alike >= cutoff) found.push([alike, each]);
  }
  const order = ([one, first], [other, second]) => other - one || (first < second ? 1 : -1);
  return found.sort(order).slice(0, most).map(([, each]) => each);
}

// What the ratio is at most, from the lengths alone.
function upper(one, other) {
  const [short, long] = [one.length, other.length].sort((a, b) => a - b);
  return (2 * short) / (short + long || 1);
}

function ratio(one, other) {
  const all = one.length + other.length;
  return all ? (2 * matching(one, other, 0, one.length, 0, other.length)) / all : 1;
}

function matching(one, other, from, to, start, end) {
  const [at, beside, size] = longest(one, other, from, to, start, end);
  if (!size) return 0;
  return size
    + matching(one, other, from, at, start, beside)
    + matching(one, other, at + size, to, beside + size, end);
}

// The longest block that both have; of several the first in `one`, then in `other`.
function longest(one, other, from, to, start, end) {
  let best = [from, start, 0];
  let before = new Map();
  for (let at = from; at < to; at += 1) {
    const here = new Map();
    for (let beside = start; beside < end; beside += 1) {
      if (one[at] !== other[beside]) continue;
      const size = (before.get(beside - 1) ?? 0) + 1;
      here.set(beside, size);
      if (size > best[2]) best = [at - size + 1, beside - size + 1, size];
    }
    before = here;
  }
  return best;
}
