/** Broken recordings: whatever is read gives a schedule, with sentences, marks, measures and a score, and nothing throws. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RecordsError, readRecording } from "../records/read";
import { measureRun } from "./compare";
import { deriveSchedule } from "./derive";
import { findMarkers } from "./marks";
import type { Schedule } from "./schedule";
import { makeScore } from "./score";
import { neighbours, outcomeWords } from "./testing/neighbours";
import { Chance, randomRecording } from "./testing/random";
import { sentence, stateWords, textOf, waitWords } from "./words";

test("lines that are lost, doubled, swapped or changed still derive, or are refused in words", () => {
  let read = 0;
  let refused = 0;
  for (let seed = 0; seed < 150; seed++) {
    const schedule = tryDerive(damaged(seed));
    if (schedule) {
      read++;
      useAll(schedule);
    } else refused++;
  }
  assert.ok(read > 20 && refused > 10, `${read} read, ${refused} refused`);
});

test("nothing at all derives", () => {
  const schedule = deriveSchedule({ header: randomRecording(1).header, events: [] });
  assert.equal(schedule.steps.count, 1);
  useAll(schedule);
  assert.equal(makeScore([]).columns, 1);
});

function tryDerive(text: string): Schedule | undefined {
  try {
    return deriveSchedule(readRecording(text));
  } catch (error) {
    assert.ok(error instanceof RecordsError, String(error));
    return undefined;
  }
}

/** Asks for all that the page would ask for. */
function useAll(schedule: Schedule) {
  const { steps, recording, units } = schedule;
  assert.equal(steps.position[steps.count - 1], recording.events.length);
  for (let s = 0; s < steps.count; s++) {
    assert.notEqual(textOf(sentence(schedule, s)), "");
    for (const unit of schedule.moment(steps.position[s]).units) {
      assert.notEqual(stateWords(schedule, unit), "");
      for (const { event } of unit.waits) assert.ok(waitWords(schedule, event).length > 0);
    }
  }
  assert.notEqual(textOf(outcomeWords(schedule)), "");
  const lines = [...Array(35).keys()];
  for (const { step } of findMarkers(schedule, lines.map((line) => ({ name: `${line}`, file: "main.go", line, of: "" })))) assert.ok(step > 0 && step < steps.count);
  for (const measure of measureRun(schedule, neighbours)) assert.ok(measure.value >= 0, measure.key);
  assert.equal(measureRun(schedule, neighbours).find(({ key }) => key === "units")!.value, units.length);
  const score = makeScore([schedule, schedule]);
  assert.equal(score.stepAt[1][score.columns - 1], steps.count - 1);
}

/** A recording's text with some damage. */
function damaged(seed: number): string {
  const chance = new Chance(seed);
  const { header, events } = randomRecording(seed, 60);
  const lines = [header, ...events].map((record) => JSON.stringify(record));
  for (let n = chance.next(6); n >= 0; n--) {
    const i = 1 + chance.next(lines.length - 1);
    const j = 1 + chance.next(lines.length - 1);
    const kind = chance.next(7);
    if (kind === 0) lines.splice(i, 1 + chance.next(5));
    else if (kind === 1) lines.splice(i, 0, lines[j]);
    else if (kind === 2) [lines[i], lines[j]] = [lines[j], lines[i]];
    else if (kind === 3) lines[i] = lines[i]?.replace(/\d+/, String(chance.next(2) ? Number.MAX_SAFE_INTEGER : chance.next(12)));
    else if (kind === 4) lines[i] = lines[i]?.replace(/"(send|receive|lock|wait|run|stop|wake)"/, '"__proto__"');
    else if (kind === 5) lines[i] = lines[i]?.replace(/,"(at|op|u|r|ok|why|v)":("[^"]*"|\w+)/, "");
    else if (chance.next(3) === 0) lines[i] = lines[i]?.slice(0, chance.next(40));
    if (lines.length < 3) break;
  }
  return lines.join("\n");
}
