import assert from "node:assert/strict";
import { test } from "node:test";
import { handoverIn } from "./facts";
import { parsed } from "./testing/small";

const begin = `
{"e":"spawn","t":0,"u":1,"name":"pinger"}
{"e":"spawn","t":0,"u":2,"by":1,"name":"ponger"}
{"e":"new","t":0,"u":1,"r":1,"kind":"channel","name":"door","cap":0}
{"e":"new","t":0,"u":1,"r":2,"kind":"channel","name":"queue","cap":2}
`;

test("a handover is told from the sender's and from the receiver's side, in the step in which it happens alone", () => {
  const taken = parsed(`${begin}{"e":"run","t":1,"u":1,"w":0}
{"e":"wait","t":2,"u":1,"r":1,"op":"send","v":"7"}
{"e":"stop","t":2,"u":1,"w":0,"why":"wait"}
{"e":"run","t":3,"u":2,"w":0}
{"e":"op","t":4,"u":1,"by":2,"r":1,"op":"send","v":"7","ok":true}
{"e":"op","t":4,"u":2,"r":1,"op":"receive","v":"7","ok":true}
{"e":"wake","t":4,"u":1,"by":2}`);
  const steps = [...Array(taken.steps.count).keys()];
  const expected = steps.map((s) => (s === steps.length - 1 ? { from: 0, to: 1, value: "7" } : undefined));
  assert.deepEqual(
    steps.map((s) => handoverIn(taken, s, 0)),
    expected,
  );
  assert.equal(handoverIn(taken, steps.length - 1, 1), undefined, "another channel");

  const given = parsed(`${begin}{"e":"run","t":1,"u":2,"w":0}
{"e":"wait","t":2,"u":2,"r":1,"op":"receive"}
{"e":"stop","t":2,"u":2,"w":0,"why":"wait"}
{"e":"run","t":3,"u":1,"w":0}
{"e":"op","t":4,"u":1,"r":1,"op":"send","v":"8","ok":true}
{"e":"op","t":4,"u":2,"by":1,"r":1,"op":"receive","v":"8","ok":true}
{"e":"wake","t":4,"u":2,"by":1}`);
  assert.deepEqual(handoverIn(given, given.steps.count - 1, 0), { from: 0, to: 1, value: "8" });
});

test("a closed channel hands nothing over", () => {
  const run = parsed(`${begin}{"e":"run","t":1,"u":2,"w":0}
{"e":"op","t":2,"u":2,"r":1,"op":"receive","ok":false,"why":"closed"}`);
  assert.equal(handoverIn(run, run.steps.count - 1, 0), undefined);
});
