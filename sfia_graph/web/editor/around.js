// Walks through the graph around a concept: Cytoscape draws it, a list beside it says the same, and
// the data are the JSON documents of the concepts themselves, so that any host of files will do.
import cytoscape from "cytoscape";

const [SIZE, FONT, WIDEST, NARROW, APART] = [13, "system-ui, sans-serif", 130, 84, 26];
const RELATIONS = {
  exactMatch: ["exact", "exact"],
  closeMatch: ["close", "close"],
  broadMatch: ["broader", "narrower"],
  narrowMatch: ["narrower", "broader"],
  relatedMatch: ["related", "related"],
};
const WITHIN = { broader: "broader", narrower: "narrower", related: "related", inScheme: "scheme" };

/** Puts a graph in the place of the still picture, with the concept of the page in its middle. */
export async function walk(details, say) {
  const { base, root, around, page, explored } = details.dataset;
  const said = JSON.parse(details.dataset.words);
  const language = document.documentElement.lang;
  const place = (iri) => (iri.startsWith(base) ? root + iri.slice(base.length) : null);
  const label = (names, iri) => {
    const tags = Object.keys(names ?? {});
    const near = (tag) => tags.find((each) => each === tag || each.startsWith(`${tag}-`));
    return names?.[near(language) ?? near("en") ?? tags[0]] ?? decodeURI(iri.split(/[/#]/).at(-1));
  };

  const known = new Map();
  const read = async (iri) => {
    if (!known.has(iri)) known.set(iri, await neighbours(iri));
    return known.get(iri);
  };
  const neighbours = async (iri) => {
    const reply = await fetch(`${place(iri)}.json`);
    if (!reply.ok) throw new Error(`${reply.status} ${iri}`);
    const found = await reply.json();
    const near = new Map();
    const add = (kind, other, names, mapped) => {
      const before = near.get(other);
      if (other !== iri && !(before?.mapped)) near.set(other, { iri: other, kind, mapped, name: label(names, other) });
    };
    for (const [property, kind] of Object.entries(WITHIN)) {
      if (property === "inScheme" && found.broader) continue;
      for (const { id, label: names } of found[property] ?? []) add(kind, id, names, false);
    }
    for (const { subject, predicate, object, ...record } of found.mappings ?? []) {
      const forth = subject?.id === iri;
      const [other, name] = forth ? [object, record.object_label] : [subject, record.subject_label];
      const kind = RELATIONS[predicate]?.[forth ? 0 : 1];
      if (kind && other?.id) add(kind, other.id, other.label ?? (name && { [language]: name }), true);
    }
    const code = typeof found.identifier === "string" ? found.identifier : "";
    const name = label(found.label, iri);
    return { iri, name: code && code !== name ? `${code} ${name}` : name, near: [...near.values()] };
  };

  const first = await read(around);
  const still = details.querySelector(".still");
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", details.querySelector("summary").textContent.trim());
  still.replaceWith(canvas);
  const list = details.querySelector(".neighbours");
  const below = list.querySelector("h3, h4")?.localName ?? "h4";
  const graph = cytoscape({ container: canvas, userZoomingEnabled: false });

  const paint = () => graph.style(styles(getComputedStyle(document.documentElement)));
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  const put = (iri, name) => {
    const leads = place(iri) !== null;
    const data = { name, leads, ...measured(name, widest()) };
    const there = graph.getElementById(iri);
    if (there.nonempty()) return there.data(data);
    return graph.add({ data: { id: iri, ...data }, position: middle() });
  };
  const middle = () => ({ x: graph.width() / 2, y: graph.height() / 2 });
  const widest = () => (graph.width() < 560 ? NARROW : WIDEST);
  const show = ({ iri, name, near }) => {
    const seats = rings(graph.width(), graph.height(), widest(), near.length);
    const shown = near.slice(0, seats.length);
    const kept = new Set([iri, ...shown.map((each) => each.iri)]);
    graph.elements().filter((each) => each.isEdge() || !kept.has(each.id())).remove();
    graph.nodes().removeClass("here");
    put(iri, name).addClass("here seen");
    shown.forEach((each) => {
      put(each.iri, each.name);
      const classes = each.mapped ? each.kind : "within";
      graph.add({ data: { source: iri, target: each.iri }, classes });
    });
    const at = new Map([[iri, middle()], ...shown.map((each, turn) => [each.iri, seats[turn]])]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const positions = (node) => at.get(node.id());
    graph.layout({ name: "preset", positions, fit: false, animate: !still, animationDuration: 250 }).run();
  };

  const write = ({ iri, name, near }) => {
    const heading = document.createElement("p");
    heading.className = "middle";
    heading.append(lead(iri, name, name));
    const groups = Object.entries(grouped(near));
    list.replaceChildren(heading, ...groups.map(([kind, members]) => {
      const part = document.createElement("section");
      const title = document.createElement(below);
      title.textContent = said[kind];
      const entries = document.createElement("ul");
      entries.append(...members.map((each) => {
        const entry = document.createElement("li");
        if (place(each.iri)) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "step";
          button.textContent = each.name;
          button.addEventListener("click", () => go(each.iri, true));
          entry.append(button, " ", lead(each.iri, each.name, "→"));
        } else {
          entry.append(lead(each.iri, each.name, each.name));
        }
        return entry;
      }));
      part.append(title, entries);
      return part;
    }));
    say(explored.replace("{name}", name).replace("{count}", near.length));
  };
  const lead = (iri, name, text) => {
    const own = place(iri);
    const link = document.createElement("a");
    link.textContent = text;
    if (own || /^https?:/.test(iri)) link.href = own ? `${own}.${language}.html` : iri;
    if (text === "→") link.setAttribute("aria-label", page.replace("{name}", name));
    return link;
  };

  const go = async (iri, byKeys = false) => {
    if (!place(iri)) return;
    try {
      const found = await read(iri);
      show(found);
      write(found);
      if (byKeys) list.querySelector(".middle a").focus();
    } catch {
      say(details.dataset.failed);
    }
  };
  graph.on("tap", "node", ({ target }) => go(target.id()));
  graph.on("dbltap", "node", ({ target }) => {
    const link = lead(target.id(), "", "");
    if (link.href) location.assign(link.href);
  });
  show(first);
  write(first);
}

/** Gives the places of up to so many names on one ellipse or two, evenly along each. */
function rings(width, height, widest, count) {
  const [wide, high] = [width / 2 - widest / 2 - 12, height / 2 - 36];
  const rim = (part) => Math.PI * part * (wide + high);
  const outer = Math.min(count, Math.floor(rim(1) / (widest + APART)));
  const inner = high > 170 && wide > 300 ? Math.min(count - outer, Math.floor(rim(0.55) / (widest + APART))) : 0;
  return [[outer, 1], [inner, 0.55]].flatMap(([places, part]) => {
    const steps = 360;
    const points = Array.from({ length: steps + 1 }, (_, step) => {
      const turn = (2 * Math.PI * step) / steps - Math.PI / 2;
      return { x: width / 2 + part * wide * Math.cos(turn), y: height / 2 + part * high * Math.sin(turn) };
    });
    const along = [0];
    for (let at = 1; at <= steps; at += 1) {
      const [one, other] = [points[at - 1], points[at]];
      along.push(along[at - 1] + Math.hypot(other.x - one.x, other.y - one.y));
    }
    const seat = (at) => points[along.findIndex((each) => each >= (along[steps] * (at + 0.5)) / places)];
    return Array.from({ length: places }, (_, at) => seat(at));
  });
}

/** Gives the size of a name in lines of a width; Cytoscape breaks them at the same places. */
function measured(name, widest) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${SIZE}px ${FONT}`;
  const wide = (text) => pen.measureText(text).width;
  const lines = name.split(" ").reduce((before, word) => {
    const longer = before.length ? `${before.at(-1)} ${word}` : word;
    return before.length && wide(longer) <= widest ? [...before.slice(0, -1), longer] : [...before, word];
  }, []);
  const height = lines.length * SIZE * 1.2;
  return { width: Math.min(Math.max(20, ...lines.map(wide)), widest + 30), height, widest };
}

function grouped(near) {
  const groups = {};
  for (const each of near) (groups[each.kind] ??= []).push(each);
  return groups;
}

/** Gives the colours of the page for the graph; a canvas knows no variables of CSS. */
function styles(page) {
  const colour = (name) => page.getPropertyValue(`--${name}`).trim();
  const line = { "line-color": colour("muted"), width: 1, "curve-style": "straight" };
  return [
    { selector: "node", style: {
      label: "data(name)", "text-wrap": "wrap", "text-max-width": "data(widest)", "font-size": SIZE, color: colour("ink"),
      "font-family": FONT, "text-valign": "center", "text-halign": "center",
      shape: "round-rectangle", width: "data(width)", height: "data(height)", padding: 7,
      "background-color": colour("card"), "border-width": 1, "border-color": colour("line"),
    } },
    { selector: "node.seen", style: { "border-color": colour("accent"), "border-width": 2 } },
    { selector: "node[!leads]", style: { "border-style": "dashed" } },
    { selector: "node.here", style: {
      "background-color": colour("accent"), color: colour("paper"), "border-color": colour("accent"),
    } },
    { selector: "edge", style: line },
    { selector: "edge.exact", style: { width: 4 } },
    { selector: "edge.close", style: { width: 2.5 } },
    { selector: "edge.related", style: { "line-style": "dashed" } },
  ];
}
