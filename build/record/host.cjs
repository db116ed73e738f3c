// Runs programs in Node as the page runs them: each job has a worker of its own with the page's runner in it.
// `node host.cjs runner.js` takes the jobs as JSON on standard input, and says how each ended by a line of JSON on standard output. A job:
//
//   wasm, program, args, seed, clock, limits, explore, picks   as web/run/protocol.ts has them; wasm is a file
//   trace                                               the file that takes the trace
//   limitMs                                             real time after which it is ended
//   prints                                              whether its output is passed on, to standard error
"use strict";
const { openSync, closeSync, readFileSync, writeSync } = require("node:fs");
const { Worker } = require("node:worker_threads");

// What a worker of the page has and one of Node has not; and at "time limit" it asks the harness (wasm/run) for the rest of the trace, which a
// program that sleeps can give.
const prelude = `
  const { parentPort } = require("node:worker_threads");
  globalThis.postMessage = (message, options) => parentPort.postMessage(message, options && options.transfer);
  parentPort.on("message", (data) => {
    if (data !== "time limit") return globalThis.onmessage && globalThis.onmessage({ data });
    const end = () => postMessage({ type: "end", how: data, code: 0, words: "" });
    if (!globalThis.interleave || !interleave.flush) return end();
    interleave.flushed = end;
    interleave.flush();
  });
`;
/** For that, and no longer. */
const graceMs = 1000;
const source = prelude + readFileSync(process.argv[2], "utf8");
const modules = new Map();

function moduleOf(file) {
  if (!modules.has(file)) modules.set(file, new WebAssembly.Module(readFileSync(file)));
  return modules.get(file);
}

function run({ wasm, trace, limitMs, prints, ...job }) {
  return new Promise((resolve) => {
    const file = openSync(trace, "w");
    const worker = new Worker(source, { eval: true });
    let over = false;
    const end = (how, code, words) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      closeSync(file);
      console.log(JSON.stringify({ how, code, words }));
      worker.terminate().then(resolve);
    };
    let timer = setTimeout(() => {
      worker.postMessage("time limit");
      timer = setTimeout(() => end("time limit", 0, ""), graceMs);
    }, limitMs);
    worker.on("error", (error) => end("lost", 0, `The program's worker broke down: ${error.message}`));
    worker.on("message", (message) => {
      if (over) return;
      if (message.type === "trace") writeAll(file, message.bytes);
      else if (message.type === "print" && prints) writeAll(2, Buffer.from(message.text));
      else if (message.type === "end") end(message.how, message.code, message.words);
    });
    worker.postMessage({ module: moduleOf(wasm), ...job });
  });
}

function writeAll(fd, bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

(async () => {
  for (const job of JSON.parse(readFileSync(0, "utf8"))) await run(job);
  process.exit(0);
})();
