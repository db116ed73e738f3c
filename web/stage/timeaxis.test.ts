import assert from "node:assert/strict";
import { test } from "node:test";
import { makeScore } from "../schedule/score";
import { timed } from "../schedule/testing/small";
import { timeWords } from "../schedule/time";
import { Axis } from "./axis";
import { clockWords } from "./clock";
import { textPx } from "./scene";
import { timeAxis, timesInView } from "./timeaxis";
import { View } from "./view";

/** The axis of time of a run of `events` events, `everyNs` apart on a real clock. */
function axisOf(events: number, everyNs: number): Axis {
  const spawns = Array.from({ length: events }, (_, i) => ({ e: "spawn" as const, t: i * everyNs, u: i + 1 }));
  const run = timed({ clock: "real" }, ...spawns);
  return new Axis(makeScore([run]), [run], timeAxis({ clockWords, textPx, timeWords }));
}

test("times stand at round steps, with room for each and at least two in view, however long the run and however far zoomed", () => {
  for (const [events, everyNs] of [[30, 7], [30, 333], [200, 12_345], [50, 98_765_432]]) {
    for (const widthPx of [300, 900]) {
      const axis = axisOf(events, everyNs);
      const view = new View();
      view.resize(axis, 0, widthPx);
      view.fit(axis);
      for (const factor of [1, 1.5, 3, 100]) {
        view.zoom(axis, factor, widthPx / 2);
        const times = timesInView(axis, view, 46);
        assert.ok(times.length >= 2, `${times.length} times in ${widthPx} px at ${view.slotPx} px a step`);
        const stepNs = times[1] - times[0];
        assert.match(stepNs.toExponential(9), /^[125]\.0+e/, `${stepNs} ns is no round step`);
        for (const [i, timeNs] of times.entries()) {
          assert.ok(Math.abs(timeNs / stepNs - Math.round(timeNs / stepNs)) < 1e-6);
          const x = view.x(timeNs * axis.slotsPerNs);
          assert.ok(x >= -0.01 && x <= widthPx + 0.01, `${timeNs} ns is not in view`);
          if (i > 0) assert.ok(x - view.x(times[i - 1] * axis.slotsPerNs) >= 46);
        }
      }
    }
  }
});

test("a run that takes no time has its beginning alone", () => {
  const axis = axisOf(5, 0);
  const view = new View();
  view.resize(axis, 0, 600);
  assert.equal(timesInView(axis, view, 46)[0], 0);
});
