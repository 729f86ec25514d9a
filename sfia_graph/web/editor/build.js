// Makes static/editor/editor.js and editor.css, and the licences of all that went into them.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OUT = "../static/editor";
// Inline style, which the site's Content Security Policy refuses; the rules are in editor.css.
const INLINE = [
  ["<strong style='text-decoration:underline'>", "<strong>"],
  [
    'o.type = "text/css", o.gripid = r, o.styleSheet ? o.styleSheet.cssText = n : ' +
      "o.appendChild(document.createTextNode(n)), e.appendChild(o);",
    "",
  ],
];

const withoutInlineStyle = {
  name: "without-inline-style",
  setup({ onLoad }) {
    onLoad({ filter: /yasgui\.esm\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [found, made] of INLINE) {
        if (!contents.includes(found)) throw new Error(`${path}: nowhere in it is ${found}`);
        contents = contents.replaceAll(found, made);
      }
      return { contents, loader: "js" };
    });
  },
};

await build({
  entryPoints: { editor: "main.js" },
  outdir: OUT,
  bundle: true,
  format: "esm",
  legalComments: "none",
  minify: true,
  plugins: [withoutInlineStyle],
  target: "es2022",
});

const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
const shipped = Object.entries(packages).filter(([path, { dev }]) => path && !dev);
const licences = shipped.map(async ([path, { version, license }]) => {
  const name = (await readdir(path)).find((each) => /^licen[cs]e/i.test(each));
  const text = name ? await readFile(`${path}/${name}`, "utf8") : "";
  return `${path.replace(/.*node_modules\//, "")} ${version} (${license})\n\n${text.trim()}\n`;
});
await writeFile(`${OUT}/licences.txt`, (await Promise.all(licences)).join(`\n${"-".repeat(72)}\n\n`));
