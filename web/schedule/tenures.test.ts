import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveSchedule } from "./derive";
import { tenuresAt } from "./tenures";
import { randomRecording } from "./testing/random";
import { parsed } from "./testing/small";

test("a lock that is held alone has the holder that the levels say, at every position", () => {
  for (let seed = 0; seed < 40; seed++) {
    const schedule = deriveSchedule(randomRecording(seed));
    const locks = schedule.resources.filter(({ kind }) => kind === "mutex");
    for (let position = 0; position <= schedule.time.length; position++) {
      for (const { holder, holders } of locks.map(({ index }) => schedule.moment(position).resources[index])) {
        assert.deepEqual(holders, holder < 0 ? [] : [holder]);
      }
    }
  }
});

const begin = [1, 2, 3].map((u) => `{"e":"spawn","t":0,"u":${u},"name":"u${u}"}`).join("\n");
const op = (u: number, name: string, v = "") => `{"e":"op","t":1,"u":${u},"r":1,"op":"${name}","ok":true${v && `,"v":"${v}"`}}`;

/** Names of the holders after each of the operations. */
function holders(kind: string, ...ops: string[]): string[][] {
  const schedule = parsed([begin, `{"e":"new","t":0,"r":1,"kind":"${kind}","name":"r","cap":4}`, ...ops].join("\n"));
  return ops.map((_, i) => schedule.moment(5 + i).resources[0].holders.map((unit) => schedule.units[unit].name));
}

test("readers share a lock, who came first stands first", () => {
  const steps = [op(2, "rlock"), op(1, "rlock"), op(2, "runlock"), op(3, "rlock"), op(1, "runlock"), op(3, "runlock"), op(1, "lock"), op(1, "unlock")];
  assert.deepEqual(holders("rwmutex", ...steps), [["u2"], ["u2", "u1"], ["u1"], ["u1", "u3"], ["u3"], [], ["u1"], []]);
});

test("what one unit took another may give back: the oldest is over then", () => {
  assert.deepEqual(holders("mutex", op(1, "lock"), op(2, "unlock")), [["u1"], []]);
  assert.deepEqual(holders("rwmutex", op(1, "rlock"), op(2, "rlock"), op(3, "runlock")), [["u1"], ["u1", "u2"], ["u2"]]);
});

test("permits are given back one by one or many at a time", () => {
  const taken = [op(1, "acquire", "3"), op(2, "acquire"), op(1, "release", "2"), op(2, "release"), op(1, "release", "1")];
  assert.deepEqual(holders("semaphore", ...taken), [["u1"], ["u1", "u2"], ["u2", "u1"], ["u1"], []]);
});

test("what nobody holds can be given back without harm", () => {
  assert.deepEqual(holders("mutex", op(1, "unlock"), op(1, "lock"), op(1, "release", "4000000000"), op(1, "runlock")), [[], ["u1"], ["u1"], ["u1"]]);
});

test("whoever holds at a position is found through all that has begun since", () => {
  const ops = [op(1, "rlock"), ...Array.from({ length: 50 }, () => [op(2, "rlock"), op(2, "runlock")]).flat()];
  const schedule = parsed([begin, `{"e":"new","t":0,"r":1,"kind":"rwmutex","name":"r"}`, ...ops].join("\n"));
  const tenures = schedule.tenures();
  assert.deepEqual(tenuresAt(tenures, 0, schedule.time.length).map((row) => tenures.unit[row]), [0]);
});
