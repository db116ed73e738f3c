import assert from "node:assert/strict";
import { test } from "node:test";
import { readParams, readWishes, writeParams } from "./attributes";

/** What `readWishes` needs of an element. */
function element(attributes: Record<string, string>): Element {
  return { getAttribute: (name: string) => attributes[name] ?? null } as unknown as Element;
}

test("parameters that are no whole numbers are left out", () => {
  assert.deepEqual(readParams("buffer=3&consumers=2"), { buffer: 3, consumers: 2 });
  assert.deepEqual(readParams("buffer=1e9&consumers=999999999999&x=&y=0x10&z=-4"), { z: -4 });
});

test("written parameters read back as they were", () => {
  const params = { buffer: 0, "odd name&": 7 };
  assert.deepEqual(readParams(writeParams(params)), params);
});

test("a seed or a clock that cannot be read is as if it were not there", () => {
  for (const seed of ["-1", "1.5", "<script>", "99999999999999999999999"]) assert.equal(readWishes(element({ seed })).seed, 7);
  assert.equal(readWishes(element({ seed: "12" })).seed, 12);
  assert.equal(readWishes(element({ clock: "sundial" })).clock, undefined);
  assert.equal(readWishes(element({ clock: "wall" })).clock, "wall");
});

test("predict is asked for by its name alone", () => {
  assert.equal(readWishes(element({})).predict, false);
  assert.equal(readWishes(element({ predict: "" })).predict, true);
  assert.equal(readWishes(element({ predict: "false" })).predict, false);
});

test("show names a side, a part, or both", () => {
  const show = (text: string) => readWishes(element({ show: text })).show;
  assert.deepEqual(show(""), { sides: "both", code: true, stage: true });
  assert.deepEqual(show("rust stage"), { sides: "rust", code: false, stage: true });
  assert.deepEqual(show("code, go"), { sides: "go", code: true, stage: false });
  assert.deepEqual(show("everything"), { sides: "both", code: true, stage: true });
});

test("a window that is none is as if it were not there", () => {
  const zoom = (text: string) => readWishes(element({ zoom: text })).zoom;
  assert.deepEqual(zoom("12-40"), [12, 40]);
  for (const text of ["", "40-12", "3-3", "-1-4", "1-2-3", "1e3-2e3", "a-b", "99999999999-1"]) assert.equal(zoom(text), null, text);
});
