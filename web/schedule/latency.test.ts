import assert from "node:assert/strict";
import { test } from "node:test";
import { latenciesOf, percentile } from "./latency";
import { parsed } from "./testing/small";

const run = parsed(`
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"spawn","t":100,"u":2,"by":1,"name":"handle","at":"main.go:12"}
{"e":"spawn","t":200,"u":3,"by":1,"name":"handle","at":"main.go:12"}
{"e":"spawn","t":300,"u":4,"by":1,"name":"handle","at":"main.go:12"}
{"e":"spawn","t":400,"u":5,"by":1,"name":"handle","at":"main.go:12"}
{"e":"stop","t":400,"u":1,"w":0,"why":"yield"}
{"e":"run","t":400,"u":3,"w":0}
{"e":"end","t":450,"u":3,"how":"returned"}
{"e":"stop","t":450,"u":3,"w":0,"why":"end"}
{"e":"run","t":450,"u":2,"w":0}
{"e":"end","t":1100,"u":2,"how":"returned"}
{"e":"stop","t":1100,"u":2,"w":0,"why":"end"}
{"e":"end","t":1200,"u":4,"how":"shut down"}`);

test("the lives of a role's units, shortest first; those cut short are counted apart", () => {
  const { ended, open } = latenciesOf(run, "handle");
  assert.deepEqual(
    ended.map(({ unit, ns }) => [run.units[unit].name, ns]),
    [
      ["handle 2", 250],
      ["handle 1", 1000],
    ],
  );
  assert.equal(open, 2);
  assert.deepEqual(latenciesOf(run, "nobody"), { ended: [], open: 0 });
});

test("percentiles are the nearest rank, always a time that was recorded", () => {
  const lives = Array.from({ length: 20 }, (_, unit) => ({ unit, ns: 10 * (unit + 1) }));
  assert.equal(percentile(lives, 50), 100);
  assert.equal(percentile(lives, 90), 180);
  assert.equal(percentile(lives, 99), 200);
  assert.equal(percentile(lives, 0), 10);
  assert.equal(percentile(lives, 100), 200);
  assert.equal(percentile(lives.slice(0, 1), 50), 10);
  assert.ok(Number.isNaN(percentile([], 50)));
});
