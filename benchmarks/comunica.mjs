// Answers SPARQL queries over one file of N-Quads: a line of JSON in, a line of JSON out.
// Called with the folder that holds node_modules, and the file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [folder, file] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { QueryEngine } = require("@comunica/query-sparql-rdfjs");
const { Parser, Store } = require("n3");

const quads = new Parser({ format: "N-Quads" }).parse(readFileSync(file, "utf8"));
const sources = [new Store(quads)];
const engine = new QueryEngine();

async function rows(query) {
  const answer = await engine.query(query, { sources });
  if (answer.resultType === "boolean") {
    await answer.execute();
    return 1;
  }
  const found = await (await answer.execute()).toArray();
  return answer.resultType === "quads" ? new Store(found).size : found.length;
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify({ rows: await rows(JSON.parse(line).query) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
