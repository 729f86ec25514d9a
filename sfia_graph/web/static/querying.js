// The endpoint in the page: a request of the SPARQL 1.1 Protocol, answered by the worker.

import { ask } from "./engine.js";
import { wording } from "./offline.js";

/** Gives the answer to a request as the endpoint would; `signal` stops it. */
export async function respond(request, signal = request.signal) {
  const given = request.method === "POST"
    ? new URLSearchParams(await request.text())
    : new URL(request.url).searchParams;
  const words = await wording();
  if (!("engine" in document.getElementById("sparql-form").dataset)) {
    return new Response(words.offline.needs_server, { status: 503 });
  }
  const accepted = given.get("format") ?? request.headers.get("Accept") ?? "";
  const question = {
    query: given.get("query") ?? "",
    accept: accepted.split(",").map((each) => each.split(";")[0].trim()),
    graphs: { default: given.getAll("default-graph-uri"), named: given.getAll("named-graph-uri") },
  };
  try {
    const { problem, body, type } = await ask(question, signal);
    if (problem) return new Response(problem, { status: 400 });
    return new Response(body, { headers: { "Content-Type": type } });
  } catch (error) {
    if (error.late === false) throw error;
    const why = error.late ? words.offline.late : `${words.offline.failed} ${error.message}`;
    return new Response(why, { status: 503 });
  }
}
