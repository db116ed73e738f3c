import assert from "node:assert/strict";
import { test } from "node:test";
import type { Schedule } from "./schedule";
import { outcomeWords } from "./testing/neighbours";
import { parsed, schedule } from "./testing/small";
import { sentence, stateWords, textOf, timeWords, unitNoun, waitWords } from "./words";

const units = `
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"new","t":0,"u":1,"r":1,"kind":"channel","name":"queue","cap":1}
{"e":"spawn","t":0,"u":2,"by":1,"name":"producer"}
{"e":"spawn","t":0,"u":3,"by":1,"name":"consumer"}
{"e":"spawn","t":0,"u":4,"by":1,"name":"consumer"}
`;

/** The last sentence of a run that begins with `units`. */
function last(text: string): string {
  const run = parsed(units + text);
  return textOf(sentence(run, run.steps.count - 1));
}

test("names in a sentence know what they name", () => {
  const run = parsed(`${units}{"e":"run","t":1,"u":2,"w":0}\n{"e":"op","t":2,"u":2,"r":1,"op":"send","v":"7","len":1,"ok":true}`);
  assert.deepEqual(sentence(run, run.steps.count - 1), [{ text: "producer", unit: 1 }, { text: " sent 7 to " }, { text: "queue", resource: 0 }, { text: ": 1/1, full." }]);
});

test("a blocked send says how full it is, and who can change that", () => {
  const blocked = `{"e":"run","t":1,"u":2,"w":0}
{"e":"op","t":2,"u":2,"r":1,"op":"send","v":"1","len":1,"ok":true}
{"e":"wait","t":3,"u":2,"r":1,"op":"send","v":"2"}
{"e":"stop","t":3,"u":2,"w":0,"why":"wait"}`;
  assert.equal(last(blocked), "producer is blocked sending 2 to queue: 1/1 full. Nobody else receives from queue in this run.");
  const run = parsed(`${units}${blocked}
{"e":"run","t":4,"u":3,"w":0}
{"e":"op","t":5,"u":3,"r":1,"op":"receive","v":"1","len":0,"ok":true}
{"e":"op","t":5,"u":2,"by":3,"r":1,"op":"send","v":"2","len":1,"ok":true}
{"e":"wake","t":6,"u":2,"by":3}
{"e":"end","t":7,"u":3,"how":"returned"}
{"e":"stop","t":7,"u":3,"w":0,"why":"end"}
{"e":"run","t":8,"u":2,"w":0}
{"e":"wait","t":9,"u":2,"r":1,"op":"send","v":"3"}
{"e":"stop","t":9,"u":2,"w":0,"why":"wait"}`);
  const told = [...Array(run.steps.count).keys()].slice(-6).map((s) => textOf(sentence(run, s)));
  assert.deepEqual(told, [
    "producer is blocked sending 2 to queue: 1/1 full. consumer 1 wakes it when it receives.",
    "consumer 1 starts to run.",
    "consumer 1 received 1 from queue and moved 2, which producer was waiting to send, into the free slot: 1/1, full. producer is ready.",
    "consumer 1 returned.",
    "producer runs again: its 2 went into queue.",
    "producer is blocked sending 3 to queue: 1/1 full. Nobody receives from queue any more in this run.",
  ]);
});

test("several who could help are named up to three, then counted", () => {
  const receive = (u: number) => `{"e":"run","t":1,"u":${u},"w":0}\n{"e":"op","t":1,"u":${u},"r":1,"op":"receive","len":0,"ok":false,"why":"empty"}\n{"e":"stop","t":1,"u":${u},"w":0,"why":"yield"}\n`;
  const wait = `{"e":"run","t":2,"u":2,"w":0}\n{"e":"wait","t":2,"u":2,"r":1,"op":"send","v":"1"}\n{"e":"stop","t":2,"u":2,"w":0,"why":"wait"}`;
  const said = (text: string) => {
    const run = parsed(`${units}${text}`);
    const step = run.steps.lead.findIndex((event) => event >= 0 && run.recording.events[event].e === "wait");
    return textOf(sentence(run, step));
  };
  assert.match(said(`${wait}\n${receive(3)}${receive(4)}`), /consumer 1 or consumer 2 wakes it when it receives\.$/);
  assert.match(said(`${receive(3)}${wait}`), /Nobody receives from queue any more in this run\.$/);
  const more = [5, 6].map((u) => `{"e":"spawn","t":0,"u":${u},"by":1,"name":"consumer"}\n`).join("");
  assert.match(said(`${more}${wait}\n${[3, 4, 5, 6].map(receive).join("")}`), /Any of 4 others wakes it when it receives\.$/);
});

test("who polls something that is not ready, and goes on, is not blocked", () => {
  const polls = `{"e":"run","t":2,"u":2,"w":0}\n{"e":"wait","t":2,"u":2,"r":1,"op":"receive"}\n`;
  assert.match(last(`${polls}{"e":"stop","t":2,"u":2,"w":0,"why":"wait"}`), /is blocked receiving from queue/);
  const run = parsed(`${units}${polls}{"e":"op","t":3,"u":2,"op":"yield","ok":true}`);
  assert.equal(textOf(sentence(run, run.steps.count - 2)), "producer cannot complete its receive on queue yet, and goes on.");
});

test("a lock that is held says by whom", () => {
  const lock = `{"e":"new","t":1,"u":1,"r":2,"kind":"mutex","name":"mu"}
{"e":"run","t":1,"u":3,"w":0}
{"e":"op","t":2,"u":3,"r":2,"op":"lock","ok":true}
{"e":"stop","t":3,"u":3,"w":0,"why":"preempt"}
{"e":"run","t":4,"u":4,"w":0}
{"e":"wait","t":5,"u":4,"r":2,"op":"lock"}
{"e":"stop","t":5,"u":4,"w":0,"why":"wait"}`;
  assert.equal(last(lock), "consumer 2 is blocked locking mu: consumer 1 holds it.");
  const run = parsed(units + lock);
  assert.deepEqual(waitWords(run, 10), ["lock mu (held by consumer 1)", "lock mu", "lock"]);
});

test("a unit that locks what it holds is told so", () => {
  const again = `{"e":"new","t":1,"u":1,"r":2,"kind":"mutex","name":"mu"}
{"e":"run","t":1,"u":3,"w":0}
{"e":"op","t":2,"u":3,"r":2,"op":"lock","ok":true}
{"e":"wait","t":3,"u":3,"r":2,"op":"lock"}
{"e":"stop","t":3,"u":3,"w":0,"why":"wait"}`;
  assert.equal(last(again), "consumer 1 is blocked locking mu, which it holds itself.");
});

test("a reserved slot is not taken for a free one", () => {
  const reserved = `{"e":"run","t":1,"u":3,"w":0}
{"e":"op","t":2,"u":3,"r":1,"op":"receive","v":"1","len":0,"held":1,"ok":true}`;
  assert.equal(last(reserved), "consumer 1 received 1 from queue: 0/1, 1 reserved.");
  const waits = `{"e":"run","t":1,"u":2,"w":0}\n{"e":"wait","t":1,"u":2,"r":1,"op":"send","v":"9"}\n{"e":"stop","t":1,"u":2,"w":0,"why":"wait"}\n`;
  const told = last(`${waits}${reserved}\n{"e":"wake","t":2,"u":2,"by":3}`);
  assert.equal(told, "consumer 1 received 1 from queue: 0/1, 1 reserved. A free slot is reserved for producer, which writes 9 when it runs.");
});

test("labels go from long to short", () => {
  const run = schedule(
    { e: "spawn", u: 1, name: "main" },
    { e: "new", u: 1, r: 1, kind: "channel", name: "jobs", cap: 2 },
    { e: "spawn", u: 2, by: 1, name: "worker" },
    { e: "new", u: 1, r: 2, kind: "join handle", of: 2 },
    { e: "run", u: 1 },
    { e: "wait", u: 1, r: 1, op: "receive" },
    { e: "wait", u: 1, op: "sleep", until: 2_500_006 },
    { e: "wait", u: 1, r: 2, op: "join" },
    { e: "wait", u: 1, op: "select", cases: [{ op: "receive", r: 1 }, { op: "send" }] },
    { e: "wait", u: 1, op: "network" },
    { e: "stop", u: 1, why: "wait" },
  );
  assert.deepEqual(waitWords(run, 5), ["recv jobs (empty)", "recv jobs", "recv"]);
  assert.deepEqual(waitWords(run, 6), ["sleep 2.5 ms", "sleep"]);
  assert.deepEqual(waitWords(run, 7), ["join worker", "join"]);
  assert.deepEqual(waitWords(run, 8), ["select recv jobs, send nil", "select"]);
  assert.deepEqual(waitWords(run, 9), ["network"]);
  assert.equal(stateWords(run, run.unitAt(0, 11)), "waiting: recv jobs, sleep 2.5 ms, join worker, 2 more");
});

test("a state names what is waited for in its own words", () => {
  const words = (wait: string) => {
    const run = parsed(`${units}{"e":"new","t":0,"r":2,"kind":"wait group","name":"both"}\n{"e":"run","t":1,"u":2,"w":0}\n${wait}\n{"e":"stop","t":1,"u":2,"w":0,"why":"wait"}`);
    return stateWords(run, run.unitAt(1, run.time.length));
  };
  assert.equal(words('{"e":"wait","t":1,"u":2,"r":2,"op":"wait"}'), "waiting for both");
  assert.equal(words('{"e":"wait","t":1,"u":2,"op":"wait"}'), "waiting");
  assert.equal(words('{"e":"wait","t":1,"u":2,"r":1,"op":"receive"}'), "waiting: recv queue");
  assert.equal(words('{"e":"wait","t":1,"u":2,"op":"sleep","until":2000001}'), "sleeping 2 ms");
  assert.equal(words('{"e":"wait","t":1,"u":2,"op":"sleep"}'), "sleeping");
  assert.equal(words('{"e":"wait","t":1,"u":2,"op":"wait until GC ends"}'), "waiting: wait until GC ends");
});

test("waits that are over without their operation are told", () => {
  const both = `{"e":"run","t":1,"u":2,"w":0}
{"e":"wait","t":1,"u":2,"r":1,"op":"receive"}
{"e":"wait","t":1,"u":2,"op":"sleep","until":9}
{"e":"stop","t":1,"u":2,"w":0,"why":"wait"}
{"e":"wake","t":9,"u":2,"why":"timer"}
{"e":"run","t":9,"u":2,"w":0}
`;
  assert.equal(
    last(`${both}{"e":"op","t":9,"u":2,"op":"sleep","ok":true}\n{"e":"unwait","t":9,"u":2,"r":1,"op":"receive"}`),
    "producer runs again: its sleep is over. It no longer waits: recv queue.",
  );
  assert.equal(last(`${both}{"e":"unwait","t":9,"u":2,"r":1,"op":"receive"}\n{"e":"unwait","t":9,"u":2,"op":"sleep"}`), "producer runs again. It no longer waits: recv queue and sleep.");
  assert.equal(textOf(sentence(parsed('{"e":"unwait","t":0,"u":2,"r":1,"op":"receive"}'), 1)), "unit no longer waits: recv resource 1.");
});

test("a set of tasks is joined one at a time", () => {
  const set = parsed(`${units}{"e":"new","t":0,"r":2,"kind":"join handle","name":"all"}
{"e":"run","t":1,"u":1,"w":0}
{"e":"wait","t":1,"u":1,"r":2,"op":"join"}
{"e":"stop","t":1,"u":1,"w":0,"why":"wait"}
{"e":"wake","t":2,"u":1}
{"e":"run","t":2,"u":1,"w":0}
{"e":"op","t":2,"u":1,"r":2,"op":"join","ok":true}`);
  const told = Array.from({ length: set.steps.count }, (_, step) => textOf(sentence(set, step)));
  assert.ok(told.includes("main waits for one of the goroutines of all to end."), told.join("\n"));
  assert.equal(told.at(-1), "main runs again: one of the goroutines of all has ended.");
});

test("what the recording does not name is not left blank", () => {
  assert.equal(last('{"e":"run","t":1,"u":2,"w":0}\n{"e":"op","t":1,"u":2,"op":"send","v":"1","len":1,"ok":true}'), "producer sent 1 to something unnamed.");
});

test("a select names what would let it go on", () => {
  const select = `{"e":"new","t":1,"u":1,"r":2,"kind":"timer","name":"after"}
{"e":"run","t":1,"u":2,"w":0}
{"e":"wait","t":1,"u":2,"op":"select","cases":[{"op":"send","r":1},{"op":"tick","r":2},{"op":"receive"}]}
{"e":"stop","t":1,"u":2,"w":0,"why":"wait"}`;
  assert.equal(last(select), "producer is blocked in a select until it can send to queue or get a tick of after.");
});

test("where a send has to meet a receive, one that does not wait finds nobody", () => {
  const meeting = `{"e":"new","t":1,"u":1,"r":2,"kind":"channel","name":"door","cap":0}\n{"e":"run","t":1,"u":2,"w":0}\n`;
  const tried = (op: string, why: string) => last(`${meeting}{"e":"op","t":1,"u":2,"r":2,"op":"${op}","len":0,"ok":false,"why":"${why}"}`);
  assert.equal(tried("send", "full"), "producer found nobody there to receive from door, and did not wait.");
  assert.equal(tried("receive", "empty"), "producer found nobody there to send to door, and did not wait.");
});

test("idle time is said where only the runtime can go on", () => {
  const sleep = `{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"wait","t":0,"u":1,"op":"sleep","until":1000000}
{"e":"stop","t":0,"u":1,"w":0,"why":"wait"}`;
  const run = (after: string): Schedule => parsed(`${sleep}${after}`);
  assert.equal(textOf(sentence(run('\n{"e":"wake","t":1000000,"u":1,"why":"timer"}'), 3)), "main sleeps for 1 ms. Nothing can run until a timer fires.");
  assert.equal(textOf(sentence(run(""), 3)), "main sleeps for 1 ms.", "what comes is not known");
});

test("on a real clock a sleep says how long it is only where that is exact", () => {
  const sleep = (untilNs: number, clock: "real" | "virtual") =>
    parsed(
      `{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"wait","t":500,"u":1,"op":"sleep","until":${untilNs}}
{"e":"stop","t":500,"u":1,"w":0,"why":"wait"}`,
      { clock },
    );
  const words = (run: Schedule) => [textOf(sentence(run, run.steps.count - 1)), ...waitWords(run, 2)];
  assert.deepEqual(words(sleep(980_123, "real")), ["main sleeps until its timer fires.", "sleep"], "some of it has passed");
  assert.deepEqual(words(sleep(1_000_500, "real")), ["main sleeps for 1 ms.", "sleep 1 ms", "sleep"]);
  assert.deepEqual(words(sleep(1_003_123, "virtual")), ["main sleeps for 1 ms.", "sleep 1 ms", "sleep"], "a virtual clock only creeps");
});

test("the outcome says how it ended and what the others wait for", () => {
  const deadlock = parsed(`${units}{"e":"run","t":1,"u":1,"w":0}
{"e":"wait","t":1,"u":1,"r":1,"op":"receive"}
{"e":"stop","t":1,"u":1,"w":0,"why":"wait"}
{"e":"exit","t":2,"v":"fatal error: all goroutines are asleep - deadlock!","how":"deadlock","code":2,"blocked":[1,2,3,4]}`);
  const words = textOf(outcomeWords(deadlock));
  assert.match(words, /^Deadlock: every goroutine waits, and nothing is left that could wake one\. main is blocked receiving from queue, which is empty\./);
  assert.equal(textOf(sentence(deadlock, deadlock.steps.count - 1)), words);
  const ends: [string, RegExp][] = [
    ['"how":"returned"', /^The program returned\.$/],
    ['"how":"exited","code":3', /exit code 3/],
    ['"how":"panicked","v":"panic: boom\\n\\ngoroutine 1 [running]:"', /panicked\. The runtime says: “panic: boom”$/],
    ['"how":"lost"', /went away without a word/],
    ['"how":"something new"', /something new/],
  ];
  for (const [exit, expected] of ends) assert.match(textOf(outcomeWords(parsed(`{"e":"exit","t":1,${exit}}`))), expected);
});

test("units that wait for each other are said to", () => {
  const lock = (u: number, r: number) => `{"e":"op","t":1,"u":${u},"r":${r},"op":"lock","ok":true}\n`;
  const wait = (u: number, r: number) => `{"e":"wait","t":2,"u":${u},"r":${r},"op":"lock"}\n{"e":"stop","t":2,"u":${u},"w":0,"why":"wait"}\n`;
  const run = (u: number) => `{"e":"run","t":1,"u":${u},"w":0}\n`;
  const locks = [7, 8].map((r) => `{"e":"new","t":1,"u":1,"r":${r},"kind":"mutex","name":"m${r}"}\n`).join("");
  const yields = '{"e":"stop","t":1,"u":3,"w":0,"why":"yield"}\n';
  const circle = parsed(units + locks + run(3) + lock(3, 7) + yields + run(4) + lock(4, 8) + wait(4, 7) + run(3) + wait(3, 8));
  assert.match(textOf(outcomeWords(circle)), /consumer 1 and consumer 2 wait for each other\.$/);
  const chain = parsed(units + locks + run(3) + lock(3, 7) + yields + run(4) + wait(4, 7));
  assert.doesNotMatch(textOf(outcomeWords(chain)), /each other/);
});

test("a recording that breaks off says so", () => {
  assert.equal(textOf(outcomeWords(parsed('{"e":"spawn","t":0,"u":1,"name":"main"}'))), "The recording ends before the run does. main is ready.");
});

test("times have the unit that suits them", () => {
  const times = [0, 64, 999, 999.6, 1000, 999_936, 1_003_000, 2_500_000, 999_999_999, 12_300_000_000].map((ns) => timeWords(ns));
  assert.deepEqual(times, ["0 ns", "64 ns", "999 ns", "1 µs", "1 µs", "1 ms", "1 ms", "2.5 ms", "1 s", "12.3 s"]);
});

test("units are called as their model calls them, and a model may be unknown", () => {
  assert.deepEqual([unitNoun("go"), unitNoun("tokio", 2), unitNoun("erlang"), unitNoun("constructor")], ["goroutine", "tasks", "unit", "unit"]);
});

test("a cancelled context says by whom, or with which other, or that its time has come", () => {
  const contexts = `{"e":"run","t":1,"u":2,"w":0}
{"e":"new","t":2,"u":2,"r":2,"kind":"context","name":"ctx","until":5000002}
{"e":"new","t":3,"u":2,"r":3,"kind":"context","name":"child","parent":2}`;
  const cancels = (u: string, why: string) => ["2", "3"].map((r) => `{"e":"op","t":4,${u}"r":${r},"op":"cancel","ok":true${why}}`);
  assert.equal(last(contexts.split("\n").slice(0, 2).join("\n")), "producer made the context ctx, to be cancelled in 5 ms at the latest.");
  assert.equal(last(contexts), "producer made the context child from ctx.");
  for (const [who, why, told] of [
    ['"u":2,', "", "producer cancelled ctx."],
    ['"u":2,', ',"why":"timer"', "The deadline of ctx has passed: it is cancelled."],
    ["", "", "ctx is cancelled."],
  ]) {
    const [parent, child] = cancels(who, why);
    assert.equal(last(`${contexts}\n${parent}`), told);
    assert.equal(last(`${contexts}\n${parent}\n${child}`), "child is cancelled with ctx.");
  }
  assert.equal(last(`${contexts}\n${cancels('"u":2,', "")[1]}`), "producer cancelled child.");
});

test("who waits for the end of a context says so", () => {
  const run = `{"e":"new","t":2,"r":2,"kind":"context","name":"ctx"}\n{"e":"run","t":2,"u":3,"w":0}\n`;
  assert.equal(last(`${run}{"e":"wait","t":3,"u":3,"r":2,"op":"cancelled"}\n{"e":"stop","t":3,"u":3,"w":0,"why":"wait"}`), "consumer 1 waits for ctx to be cancelled.");
  const select = `{"e":"wait","t":3,"u":3,"op":"select","cases":[{"op":"receive","r":1},{"op":"cancelled","r":2}]}\n{"e":"stop","t":3,"u":3,"w":0,"why":"wait"}`;
  assert.equal(last(run + select), "consumer 1 is blocked in a select until it can receive from queue or learn that ctx is cancelled.");
  const waiting = parsed(units + run + select);
  assert.deepEqual(waitWords(waiting, waiting.recording.events.length - 2), ["select recv queue, cancel of ctx", "select"]);
  assert.equal(last(`${run}{"e":"op","t":3,"u":3,"r":2,"op":"cancelled","ok":false}`), "consumer 1 saw that ctx is not cancelled.");
  assert.equal(last(`${run}{"e":"op","t":3,"u":3,"r":1,"op":"close","ok":true}\n{"e":"op","t":3,"u":3,"r":2,"op":"cancelled","ok":true}`), "consumer 1 learned that ctx is cancelled.");
});

test("who waits for a lock that is shared learns who reads", () => {
  const rlock = (u: number) => `{"e":"run","t":1,"u":${u},"w":0}\n{"e":"op","t":1,"u":${u},"r":2,"op":"rlock","ok":true}\n{"e":"stop","t":1,"u":${u},"w":0,"why":"yield"}\n`;
  const begin = `${units}{"e":"new","t":0,"u":1,"r":2,"kind":"rwmutex","name":"mu"}\n`;
  const wait = `{"e":"run","t":2,"u":2,"w":0}\n{"e":"wait","t":2,"u":2,"r":2,"op":"lock"}\n{"e":"stop","t":2,"u":2,"w":0,"why":"wait"}`;
  const told = (...readers: number[]) => {
    const run = parsed(begin + readers.map(rlock).join("") + wait);
    return [textOf(sentence(run, run.steps.count - 1)), waitWords(run, run.recording.events.length - 2)[0]];
  };
  assert.deepEqual(told(3), ["producer is blocked locking mu: consumer 1 holds it for reading.", "lock mu (1 read)"]);
  assert.deepEqual(told(3, 4), ["producer is blocked locking mu: consumer 1 and consumer 2 hold it for reading.", "lock mu (2 read)"]);
});

test("a unit that has a thread of its own runs on no worker", () => {
  const on = (kind: string) => {
    const run = parsed(`{"e":"spawn","t":0,"u":1,"name":"main"${kind}}\n{"e":"run","t":1,"u":1,"w":1}`, { threads: 2 });
    return textOf(sentence(run, run.steps.count - 1));
  };
  assert.equal(on(""), "main starts to run on P 1.");
  assert.equal(on(',"kind":"thread"'), "main starts to run.");
  assert.equal(on(',"kind":"blocking"'), "main starts to run.");
});
