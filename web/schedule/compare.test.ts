import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRun } from "./compare";
import type { Schedule } from "./schedule";
import { neighbours } from "./testing/neighbours";
import { parsed } from "./testing/small";

const text = `
{"e":"spawn","t":1000,"u":1,"name":"main"}
{"e":"new","t":1000,"u":1,"r":1,"kind":"channel","name":"queue","cap":3}
{"e":"new","t":1000,"u":1,"r":2,"kind":"wait group","name":"all"}
{"e":"spawn","t":1000,"u":2,"by":1,"name":"helper"}
{"e":"run","t":2000,"u":1,"w":0}
{"e":"op","t":2000,"u":1,"r":2,"op":"add","v":"9","len":9,"ok":true}
{"e":"op","t":2000,"u":1,"r":1,"op":"send","v":"a","len":1,"ok":true}
{"e":"op","t":2000,"u":1,"r":1,"op":"send","v":"b","len":2,"ok":true}
{"e":"wait","t":3000,"u":1,"r":2,"op":"wait"}
{"e":"stop","t":3000,"u":1,"w":0,"why":"wait"}
{"e":"run","t":4000,"u":2,"w":0}
{"e":"wait","t":5000,"u":2,"op":"sleep","until":9000}
{"e":"stop","t":5000,"u":2,"w":0,"why":"wait"}
{"e":"wake","t":9000,"u":2,"why":"timer"}
{"e":"wake","t":9000,"u":2,"why":"timer"}
{"e":"exit","t":11000,"how":"stopped","blocked":[1,2]}`;

function value(schedule: Schedule, key: string): number {
  return measureRun(schedule, neighbours).find((measure) => measure.key === key)!.value;
}

test("each measure counts what its definition says", () => {
  const run = parsed(text, { clock: "real" });
  assert.equal(value(run, "runs"), 2);
  assert.equal(value(run, "wakes"), 1, "a wake of a unit that is ready already has no effect");
  assert.equal(value(run, "blocked"), 8000, "main's wait to the end of the recording, not the helper's sleep");
  assert.equal(value(run, "queue"), 2, "a wait group's counter is no queue");
  assert.equal(value(run, "makespan"), 10_000);
  assert.equal(value(run, "units"), 2);
});

test("times of a virtual clock say that they are virtual, and count only what passes while nothing can run", () => {
  const inMs = text.replace(/"(t|until)":(\d+)/g, '"$1":$2000');
  const [virtual, real] = [parsed(inMs), parsed(inMs, { clock: "real" })].map((run) => measureRun(run, neighbours).find(({ key }) => key === "makespan")!);
  assert.equal(virtual.text, "4 ms virtual", "from the sleep to its timer");
  assert.match(virtual.definition, /virtual/);
  assert.equal(real.text, "10 ms");
  assert.doesNotMatch(real.definition, /virtual/);
});
