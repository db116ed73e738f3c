import assert from "node:assert/strict";
import { test } from "node:test";
import { Chance } from "../schedule/testing/random";
import type { Track } from "./axis";
import { longestOf } from "./longest";

/** Spans side by side, as long as a seed says. */
function spansOf(count: number, seed: number) {
  const chance = new Chance(seed);
  const place = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) place[i + 1] = place[i] + chance.next(1000);
  const track: Track = { place, columnOf: new Uint32Array(), stepOf: new Uint32Array(), blocks: new Map() };
  return { chance, track, spans: { from: Uint32Array.from({ length: count }, (_, i) => i), to: Uint32Array.from({ length: count }, (_, i) => i + 1) } };
}

test("the longest of any stretch of spans is found, however long the stretch is", () => {
  const { chance, track, spans } = spansOf(5000, 7);
  const length = (i: number) => track.place[i + 1] - track.place[i];
  for (let n = 0; n < 3000; n++) {
    const first = chance.next(4999);
    const end = first + 1 + chance.next(5000 - first);
    let longest = first;
    for (let i = first; i < end; i++) if (length(i) > length(longest)) longest = i;
    assert.equal(longestOf(track, spans, first, end), longest, `of ${first} to ${end}`);
  }
});

test("what stands out is found before what is longer", () => {
  const { chance, track, spans } = spansOf(5000, 8);
  const stands = (i: number) => i % 701 === 700;
  for (let n = 0; n < 1000; n++) {
    const first = chance.next(4000);
    const end = first + 701 + chance.next(299);
    assert.ok(stands(longestOf(track, spans, first, end, stands)), `of ${first} to ${end}`);
  }
});

test("a stretch that was looked at is not looked through again", () => {
  const { track, spans } = spansOf(100_000, 9);
  let asked = 0;
  const stands = () => (asked++, false);
  longestOf(track, spans, 5, 99_995, stands);
  asked = 0;
  longestOf(track, spans, 6, 99_994, stands);
  assert.ok(asked < 100_000 / 16, `${asked} spans`);
});
