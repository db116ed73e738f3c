// Runs programs as the page does, in Node: `node host.cjs runner.js jobs.json`. Each job has a worker of its own with the page's
// runner in it, and leaves <out>.trace and <out>.end (JSON: how, code, words, printed).
const { readFileSync, writeFileSync } = require("node:fs");
const { Worker } = require("node:worker_threads");

const prelude = `
  const { parentPort } = require("node:worker_threads");
  globalThis.postMessage = (message, options) => parentPort.postMessage(message, options && options.transfer);
  parentPort.on("message", (data) => globalThis.onmessage && globalThis.onmessage({ data }));
`;

const [runner, list] = process.argv.slice(2);
const source = prelude + readFileSync(runner, "utf8");
const modules = new Map();

function moduleOf(file) {
  if (!modules.has(file)) modules.set(file, new WebAssembly.Module(readFileSync(file)));
  return modules.get(file);
}

function run({ wasm, program, args, seed, clock, out, limits }) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    const chunks = [];
    let printed = "";
    worker.on("error", reject);
    worker.on("message", (message) => {
      if (message.type === "trace") chunks.push(Buffer.from(message.bytes));
      else if (message.type === "print") printed += message.text;
      else if (message.type === "end") {
        writeFileSync(out + ".trace", Buffer.concat(chunks));
        writeFileSync(out + ".end", JSON.stringify({ how: message.how, code: message.code, words: message.words, printed }));
        worker.terminate().then(resolve);
      }
    });
    worker.postMessage({ module: moduleOf(wasm), program, args, seed, clock, limits });
  });
}

(async () => {
  for (const job of JSON.parse(readFileSync(list, "utf8"))) await run(job);
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
