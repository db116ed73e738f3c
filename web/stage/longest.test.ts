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
  const track: Track = { place, columnOf: new Uint32Array(), stepOf: new Uint32Array() };
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

test("a stretch that was looked at is not looked through again", () => {
  const { track, spans } = spansOf(100_000, 9);
  let asked = 0;
  const counted = { ...track, place: new Proxy(track.place, { get: (place, row) => (asked++, Reflect.get(place, row)) }) };
  longestOf(counted, spans, 5, 99_995);
  asked = 0;
  longestOf(counted, spans, 6, 99_994);
  assert.ok(asked < 200_000 / 16, `${asked} places`);
});
