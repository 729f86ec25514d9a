// Terms of the graph, as SPARQL 1.1 Query Results JSON has them, and as people read them.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/;
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;
const DOUBLE = /^\s*[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf|infinity|nan)\s*$/i;
const TRUTHS = { true: true, 1: true, false: false, 0: false };
const WHOLE = new Set(["int", "integer", "long", "nonNegativeInteger", "short"].map((each) => XSD + each));
const BROKEN = new Set(["double", "float"].map((each) => XSD + each));

/** Gives the number that a term stands for, null where it stands for none. */
export function number(term) {
  if (term?.type !== "literal") return null;
  const { value, datatype } = term;
  if (WHOLE.has(datatype) && INTEGER.test(value)) return Number(value.replaceAll("_", ""));
  if (datatype === `${XSD}decimal` && DECIMAL.test(value)) return Number(value);
  if (BROKEN.has(datatype) && DOUBLE.test(value)) return double(value);
  return null;
}

/** Gives yes or no, null where a term says neither. */
export function truth(term) {
  const known = term?.type === "literal" && term.datatype === `${XSD}boolean`;
  return known ? TRUTHS[term.value] ?? null : null;
}

/** Gives a term as people read it: IRIs shortened, numbers as numbers, texts as they are. */
export function shown(term, { prefixes, base }) {
  if (!term) return "";
  if (term.type === "uri") return compact(term.value, prefixes, base);
  if (term.type === "triple") return written(term);
  const yes = truth(term);
  if (yes !== null) return yes ? "yes" : "no";
  if (number(term) === null) return term.value;
  if (WHOLE.has(term.datatype)) return String(BigInt(term.value.replaceAll("_", "").trim()));
  return BROKEN.has(term.datatype) ? float(double(term.value)) : decimal(term.value);
}

function double(value) {
  const text = value.trim().toLowerCase();
  const infinite = /^([+-]?)inf(inity)?$/.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return /nan/.test(text) ? NaN : Number(text);
}

// As Python writes a Decimal: all digits stay, and a nought stands before the point.
function decimal(value) {
  const [, sign, whole, , part] = /^([+-]?)(\d*)(\.(\d*))?$/.exec(value.trim());
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  return `${sign === "-" ? "-" : ""}${digits}${part ? `.${part}` : ""}`;
}

/** Gives a number as Python writes a float: with a point, or with an exponent of two digits. */
export function float(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0.0";
  const [mantissa, exponent] = value.toExponential().split("e");
  if (value && (exponent < -4 || exponent >= 16)) {
    return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  }
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Gives a language tag with its subtags in the recommended case, which Oxigraph makes small. */
export function canonical(tag) {
  if (!tag) return "";
  const parts = tag.toLowerCase().split("-");
  const single = parts.findIndex((each) => each.length === 1);
  return parts.map((part, at) => {
    if (!at || (single >= 0 && at >= single)) return part;
    if (/^[a-z]{2}$/.test(part)) return part.toUpperCase();
    return /^[a-z]{4}$/.test(part) ? part[0].toUpperCase() + part.slice(1) : part;
  }).join("-");
}

function compact(iri, prefixes, base) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && /^[\p{L}\p{N}_-]+$/u.test(iri.slice(namespace.length))) {
      return `${prefix}:${iri.slice(namespace.length)}`;
    }
  }
  return iri.startsWith(base) && iri !== base ? iri.slice(base.length) : iri;
}

/** Gives a term in N-Triples. */
export function written(term) {
  if (term.type === "uri") return `<${term.value}>`;
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${[subject, predicate, object].map(written).join(" ")} )>>`;
  }
  const text = `"${term.value.replace(/["\\\n\r]/g, (each) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" })[each])}"`;
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  return term.datatype ? `${text}^^<${term.datatype}>` : text;
}
