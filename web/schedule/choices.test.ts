import assert from "node:assert/strict";
import { test } from "node:test";
import { intervalAt } from "./facts";
import { State } from "./schedule";
import { parsed } from "./testing/small";
import { choiceIn } from "./choices";

const begin = `
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"new","t":0,"u":1,"r":1,"kind":"channel","name":"a","cap":1}
{"e":"new","t":0,"u":1,"r":2,"kind":"channel","name":"b","cap":1}
{"e":"run","t":0,"u":1,"w":0}
`;

/** The choice of the last step, each case as its resource with `!` where it was taken, `+` ready, `-` not ready. */
function last(text: string): string | undefined {
  const schedule = parsed(begin + text);
  const choice = choiceIn(schedule, schedule.steps.count - 1, { intervalAt, State });
  const cases = choice?.cases.map(({ op, resource, ready, taken }) => `${schedule.resources[resource]?.name ?? op}${taken ? "!" : ready === undefined ? "" : ready ? "+" : "-"}`);
  return cases && `${choice!.made ? "made" : "waits"} ${cases.join(" ")}`;
}

test("a select that did not wait says which cases were ready, and which was taken", () => {
  const chosen = `{"e":"op","t":1,"u":1,"r":2,"op":"send","v":"1","len":1,"ok":true}
{"e":"op","t":1,"u":1,"op":"select","choice":1,"cases":[{"op":"send","r":1,"ready":true},{"op":"send","r":2,"ready":true}],"ok":true}`;
  assert.equal(last(chosen), "made a+ b!");
  assert.equal(last(chosen.replace('"r":1,"ready":true', '"r":1')), "made a- b!");
});

test("a select that takes the default shows it as a case", () => {
  assert.equal(last(`{"e":"op","t":1,"u":1,"op":"select","choice":-1,"cases":[{"op":"receive","r":1}],"ok":true}`), "made a default!");
});

const waiting = `{"e":"wait","t":1,"u":1,"op":"select","cases":[{"op":"receive","r":1},{"op":"receive","r":2}]}
{"e":"stop","t":1,"u":1,"w":0,"why":"wait"}`;

test("a select that has to wait has no case that is ready; of one that waited the readiness is not known", () => {
  assert.equal(last(waiting), "waits a- b-");
});

const both = `{"e":"wait","t":1,"u":1,"r":1,"op":"receive"}
{"e":"wait","t":1,"u":1,"r":2,"op":"receive"}
{"e":"stop","t":1,"u":1,"w":0,"why":"wait"}
`;

test("waits that began together are the cases where no select is recorded", () => {
  assert.equal(last(both), "waits a- b-");
  const went = `{"e":"wake","t":2,"u":1}
{"e":"run","t":2,"u":1,"w":0}
{"e":"op","t":3,"u":1,"r":1,"op":"receive","ok":false,"len":0,"why":"closed"}
{"e":"unwait","t":3,"u":1,"r":2,"op":"receive"}`;
  assert.equal(last(both + went), "made a! b");
});

test("a step of one operation is no choice", () => {
  assert.equal(last(`{"e":"op","t":1,"u":1,"r":1,"op":"send","v":"1","len":1,"ok":true}`), undefined);
  assert.equal(last(`{"e":"wait","t":1,"u":1,"r":1,"op":"receive"}\n{"e":"stop","t":1,"u":1,"w":0,"why":"wait"}`), undefined);
});
