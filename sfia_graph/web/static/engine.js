// Asks a worker that holds the graph; it is begun with the first question, and can be stopped.

const SECONDS = 60;
let idle = null;

/** The question was stopped, by the visitor or because it took too long. */
export class StoppedError extends Error {
  constructor(late) {
    super(late ? `the query took longer than ${SECONDS} seconds` : "Aborted");
    this.late = late;
  }
}

/** Gives what the worker answers to a question; `signal` stops it, and time does. */
export async function ask(question, signal) {
  const one = idle ?? begun();
  idle = null;
  try {
    await unlessStopped(one.ready, one, signal, null);
    const answer = new Promise((resolve, reject) => {
      one.worker.onmessage = ({ data }) => resolve(data);
      one.worker.onerror = (event) => reject(new Error(event.message || "the worker ended"));
    });
    one.worker.postMessage(question);
    const found = await unlessStopped(answer, one, signal, SECONDS);
    idle ??= one;
    if (idle !== one) one.worker.terminate();
    return found;
  } catch (error) {
    one.worker.terminate();
    throw error;
  }
}

function begun() {
  const worker = new Worker(new URL("offline/worker.js", import.meta.url), { type: "module" });
  const ready = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.ready ? resolve() : reject(new Error(data.broken)));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || "the worker cannot begin"));
    };
  });
  return { worker, ready };
}

function unlessStopped(answer, { worker }, signal, seconds) {
  return new Promise((resolve, reject) => {
    const end = (late) => {
      worker.terminate();
      reject(new StoppedError(late));
    };
    const stop = () => end(false);
    const timer = seconds && setTimeout(end, seconds * 1000, true);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    });
  });
}
