import assert from "node:assert/strict";
import { test } from "node:test";
import { schedule } from "../schedule/testing/small";
import { drawMarks } from "./ruler";
import { drawAll, type Drawn } from "./testing/sheet";

const { scene } = drawAll(
  schedule(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    ...Array.from({ length: 12 }, () => ({ e: "op" as const, u: 1, op: "yield", ok: true })),
    { e: "end", u: 1, how: "returned" },
    { e: "stop", u: 1, w: 0, why: "end" },
    { e: "exit", how: "returned" },
  ),
);

/** The names that stand on the axis where it is so wide and shows slots of so many pixels from the first one on. */
function names(marks: [name: string, column: number][], widthPx: number, slotPx: number, column = 0) {
  const drawn: Drawn[] = [];
  const { view } = scene;
  view.rightPx = view.leftPx + widthPx;
  view.slotPx = slotPx;
  const ctx = new Proxy(scene.ctx, {
    get: (known, key) => (key === "fillText" ? (text: string, x: number) => Number.isFinite(x) && drawn.push({ text, x0: x, x1: x + 6 * text.length } as Drawn) : Reflect.get(known, key)),
  });
  drawMarks({ ...scene, ctx, column, marks: marks.map(([name, at]) => ({ name, column: at })) });
  return drawn.filter(({ text }) => !/^\d+$/.test(text));
}

const centre = (column: number) => scene.view.x(scene.axis.effect(column));

test("a mark's name stands at the right of its circle where it is whole there", () => {
  const [first, second] = names([["full", 1], ["drained", 8]], 800, 60);
  assert.ok(first.x0 > centre(1) && first.x1 < centre(8));
  assert.ok(second.x0 > centre(8));
});

test("near the right edge it stands at the left, also where more marks follow beyond the edge", () => {
  for (const more of [[], [["drained", 10]]] as [string, number][][]) {
    const [name, none] = names([["boss waits", 4], ...more], 300, 60);
    assert.equal(none, undefined);
    assert.ok(name.x1 < centre(4), `${name.x0} … ${name.x1} beside ${centre(4)}`);
    assert.ok(name.x0 >= scene.view.leftPx);
  }
});

test("names are whole and never lie on each other or on a circle, however little room there is", () => {
  for (let slotPx = 4; slotPx < 60; slotPx += 3) {
    for (let widthPx = 40; widthPx < 500; widthPx += 23) {
      const marks: [string, number][] = [["one", 1], ["the second", 3], ["a third one", 4], ["the last of them", 9]];
      const shown = names(marks, widthPx, slotPx, 4);
      let end = scene.view.leftPx;
      for (const { x0, x1, text } of shown) {
        assert.ok(marks.some(([name]) => name === text), text);
        assert.ok(x0 >= end && x1 <= scene.view.rightPx + 8, `${text} at ${x0} … ${x1}, of ${end} … ${scene.view.rightPx}`);
        end = x1;
      }
    }
  }
});
