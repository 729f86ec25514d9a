// Makes static/editor/ (Yasgui, Cytoscape) and static/oxigraph/, with the licences of all that went into them.
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OUT = "../static/editor";
const ENGINE = "../static/oxigraph";
// Inline style, which the site's Content Security Policy refuses; the rules are in editor.css, and
// in the site's own style.css for Cytoscape.
const INLINE = [
  ["<strong style='text-decoration:underline'>", "<strong>"],
  [
    'o.type = "text/css", o.gripid = r, o.styleSheet ? o.styleSheet.cssText = n : ' +
      "o.appendChild(document.createTextNode(n)), e.appendChild(o);",
    "",
  ],
];
const INLINE_OF_CYTOSCAPE = [["head.insertBefore(stylesheet, head.children[0]);", ""]];

const withoutInlineStyle = {
  name: "without-inline-style",
  setup({ onLoad }) {
    const without = (filter, inline) => onLoad({ filter }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [found, made] of inline) {
        if (!contents.includes(found)) throw new Error(`${path}: nowhere in it is ${found}`);
        contents = contents.replaceAll(found, made);
      }
      return { contents, loader: "js" };
    });
    without(/yasgui\.esm\.js$/, INLINE);
    without(/cytoscape\.esm\.mjs$/, INLINE_OF_CYTOSCAPE);
  },
};

await build({
  entryPoints: { editor: "main.js", around: "around.js" },
  outdir: OUT,
  bundle: true,
  format: "esm",
  legalComments: "none",
  minify: true,
  plugins: [withoutInlineStyle],
  target: "es2022",
});
await build({
  entryPoints: { oxigraph: "node_modules/oxigraph/web.js" },
  outdir: ENGINE,
  format: "esm",
  legalComments: "none",
  minify: true,
  target: "es2022",
});
await copyFile("node_modules/oxigraph/web_bg.wasm", `${ENGINE}/oxigraph.wasm`);

const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
const shipped = Object.entries(packages).filter(([path, { dev }]) => path && !dev);

const isEngine = (path) => path.endsWith("/oxigraph");

async function licence([path, { version, license }]) {
  const found = (await readdir(path)).find((each) => /^licen[cs]e/i.test(each));
  // Oxigraph comes without the text of Apache-2.0, under which it is taken; the project has it.
  const name = found ? `${path}/${found}` : isEngine(path) && "../../../LICENSE";
  const text = name ? await readFile(name, "utf8") : "";
  return `${path.replace(/.*node_modules\//, "")} ${version} (${license})\n\n${text.trim()}\n`;
}

async function licences(folder, belongs) {
  const texts = await Promise.all(shipped.filter(([path]) => belongs(path)).map(licence));
  await writeFile(`${folder}/licences.txt`, texts.join(`\n${"-".repeat(72)}\n\n`));
}

await licences(OUT, (path) => !isEngine(path));
await licences(ENGINE, isEngine);
