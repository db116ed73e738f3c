// Runs a woven js/wasm program in Node: node host.cjs wasm_exec.js program.wasm
// Each chunk of the trace is appended to $TRACE when it is shipped. Time is
// virtual: 1 µs a reading, and a sleep ends when nothing else can run. When no
// timeout is scheduled and the program has not ended, it waits for ever: the
// runtime is told, and says so. When it asks who runs next, the last in the
// queue does; with PICK=pause, nobody at every other question.
"use strict";
const fs = require("fs");
globalThis.require = require;
globalThis.fs = fs;
globalThis.path = require("path");
const [exec, program, ...args] = process.argv.slice(2);
require(exec);

const trace = fs.openSync(process.env.TRACE, "w");
globalThis.ship = (chunk) => fs.writeSync(trace, chunk);

const go = new Go();
go.argv = ["program", ...args];
go.env = process.env;
go.exit = (code) => { process.exitCode = code; };

const imports = go.importObject.gojs;
let nowNs = 1e9;
imports["runtime.nanotime1"] = (sp) => { sp >>>= 0; nowNs += 1000; go.mem.setBigInt64(sp + 8, BigInt(nowNs), true); };
imports["runtime.walltime"] = (sp) => {
  sp >>>= 0;
  go.mem.setBigInt64(sp + 8, BigInt(Math.floor(nowNs / 1e9)), true);
  go.mem.setInt32(sp + 16, nowNs % 1e9, true);
};
let random = 1;
imports["runtime.getRandomData"] = (sp) => {
  sp >>>= 0;
  const at = Number(go.mem.getBigInt64(sp + 8, true)), n = Number(go.mem.getBigInt64(sp + 16, true));
  for (let i = 0; i < n; i++) {
    random = (random * 1103515245 + 12345) & 0x7fffffff;
    go.mem.setUint8(at + i, random >> 16);
  }
};
const due = new Map();
let lastId = 0;
imports["runtime.scheduleTimeoutEvent"] = (sp) => {
  sp >>>= 0;
  due.set(++lastId, nowNs + Number(go.mem.getBigInt64(sp + 8, true)) * 1e6);
  go.mem.setInt32(sp + 16, lastId, true);
};
imports["runtime.clearTimeoutEvent"] = (sp) => { sp >>>= 0; due.delete(go.mem.getInt32(sp + 8, true)); };
imports["weave.due"] = () => {};
let asked = 0, pausing = false;
imports["weave.pick"] = (sp) => {
  sp >>>= 0;
  pausing = process.env.PICK === "pause" && ++asked % 2 === 1;
  go.mem.setInt32(sp + 24, pausing ? -1 : go.mem.getInt32(sp + 8, true) - 1, true);
};

function idle() {
  if (go.exited) return;
  if (pausing) {
    pausing = false;
    go._resume();
    setImmediate(idle);
    return;
  }
  if (due.size === 0) {
    go._pendingEvent = { id: 0 };
    go._resume();
    return;
  }
  const [id, at] = [...due].reduce((a, b) => (b[1] < a[1] ? b : a));
  due.delete(id);
  nowNs = Math.max(nowNs, at);
  go._resume();
  setImmediate(idle);
}

WebAssembly.instantiate(fs.readFileSync(program), go.importObject).then(({ instance }) => {
  const done = go.run(instance);
  setImmediate(idle);
  return done;
}).catch((error) => { console.error(error); process.exitCode = 99; });
