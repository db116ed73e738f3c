// Runs a Go program in Node by the real clock: `node host.cjs wasm_exec.js program.wasm arguments…`.
"use strict";
const fs = require("node:fs");
const [exec, program, ...args] = process.argv.slice(2);
globalThis.fs = fs;
require(exec);
const go = new Go();
go.argv = ["program", ...args];
// What a woven runtime asks of its host; a stock one does not.
go.importObject.gojs["weave.pick"] = () => {};
go.importObject.gojs["weave.due"] = () => {};
go.exit = (code) => (process.exitCode = code);
WebAssembly.instantiate(fs.readFileSync(program), go.importObject).then(({ instance }) => go.run(instance));
