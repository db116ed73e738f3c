/**
 * Real recordings: those of all scenarios, and in testdata/ some that the page's engine made of Go (virtual clock, seed 7) from the
 * scenarios, from web/journeys/testdata/demos/deadlock and from build/compile/testdata. `UPDATE_GOLDENS=1 go run ./build test-web` writes the dumps anew.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { readRecording } from "../records/read";
import { measureRun } from "./compare";
import { deriveSchedule } from "./derive";
import type { Schedule } from "./schedule";
import { makeScore } from "./score";
import { neighbours, outcomeWords } from "./testing/neighbours";
import { momentOf, replay } from "./testing/replay";
import { sentence, stateWords, textOf } from "./words";

// Tests run at the repository's root.
const testdata = "web/schedule/testdata";
const goRuns = readdirSync(testdata).filter((name) => name.endsWith(".ndjson")).map((name) => join(testdata, name));
const traces = readdirSync("demos")
  .map((demo) => join("demos", demo, "traces"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((name) => name.endsWith(".ndjson"));

function scheduleOf(file: string): Schedule {
  return deriveSchedule(readRecording(readFileSync(file)));
}

for (const file of [...goRuns, ...traces]) {
  test(`${file}: moments are what a replay gives, and every step has its sentence`, () => {
    const schedule = scheduleOf(file);
    let position = 0;
    for (const state of replay(schedule.recording)) {
      assert.deepEqual(momentOf(schedule, position), state, `position ${position}`);
      position++;
    }
    for (let s = 1; s < schedule.steps.count; s++) {
      const words = textOf(sentence(schedule, s));
      assert.match(words, /^\S.*[.”…]$/s, `step ${s}`);
      assert.doesNotMatch(words, /undefined|NaN|does not know|  /, `step ${s}`);
    }
  });
}

const dumped = [...goRuns, "demos/backpressure/traces/tokio-current_thread-buffer=3-consumers=1.ndjson", "demos/pingpong/traces/tokio-current_thread.ndjson"];

for (const file of dumped) {
  const golden = join(testdata, `${basename(file, ".ndjson").replace(/^tokio-.*/, () => `${file.split(/[\\/]/)[1]}.tokio`)}.txt`);
  test(`${golden} is the run step by step`, () => {
    const text = dump(scheduleOf(file));
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"), "UPDATE_GOLDENS=1 writes it anew");
  });
}

test("the two backpressure runs share a measure for each millisecond", () => {
  const [go, tokio] = [dumped[0], dumped[dumped.length - 2]].map(scheduleOf);
  const { measures, acts } = makeScore([go, tokio]);
  assert.deepEqual(
    measures.map(({ time }) => time / 1e6),
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  );
  for (const { first, count } of measures) {
    for (const source of acts) assert.ok(source.subarray(first, first + count).includes(1), "both act in each");
  }
});

/** All steps: time, sentence, and what each unit does and each resource holds. */
function dump(schedule: Schedule): string {
  const { steps, units, resources, recording } = schedule;
  const lines = [`${recording.header.runtime}: ${units.map(({ letter, name }) => `${letter} ${name}`).join(", ")}`, ""];
  for (let s = 0; s < steps.count; s++) {
    const moment = schedule.moment(steps.position[s]);
    const states = moment.units.map((unit) => `${units[unit.unit].letter} ${stateWords(schedule, unit)}${unit.at === "" ? "" : ` @${unit.at}`}`);
    const contents = moment.resources
      .filter(({ resource, len, held, holder, closed }) => resources[resource].born <= moment.position && (len > 0 || held > 0 || holder >= 0 || closed))
      .map(({ resource, len, held, holder, closed, values }) => {
        const holds = holder >= 0 ? `held by ${units[holder].letter}` : values.length > 0 ? `[${values.join(" ")}]` : len > 0 ? String(len) : "";
        return [resources[resource].name, holds, held > 0 ? `${held} reserved` : "", closed ? "closed" : ""].filter((word) => word !== "").join(" ");
      });
    lines.push(`${s} · ${moment.time} ns · ${textOf(sentence(schedule, s))}`, `    ${[...states, ...contents].join(" | ")}`);
  }
  lines.push("", textOf(outcomeWords(schedule)), ...measureRun(schedule, neighbours).map(({ label, text }) => `${label}: ${text}`), "");
  return lines.join("\n");
}
