import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Recording } from "../records/records";
import { deriveSchedule } from "../schedule/derive";
import { State } from "../schedule/schedule";
import { Chance, randomRecording } from "../schedule/testing/random";
import type { Track } from "./axis";
import { Extremes, levelsOf } from "./blocks";
import { Fine } from "./fine";
import type { Tools } from "./layers";
import type { Spans } from "./rows";
import { bisect, type Group, type Scene } from "./scene";
import { drawAll } from "./testing/sheet";

/** The inks that were asked for; an ink's pixel holds its place in this list. */
const inks: string[] = [];
/** What was laid down last, and where. */
let laid = { image: { width: 0, height: 0, data: new Uint8ClampedArray() }, left: 0, top: 0 };

class FakeImage {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

function fakeCanvas() {
  const ctx = {
    canvas: {},
    fillStyle: "",
    scale: () => {},
    fillRect: () => {},
    getImageData: (_x: number, _y: number, width: number, height: number) => {
      const image = new FakeImage(width, height);
      if (!inks.includes(ctx.fillStyle)) inks.push(ctx.fillStyle);
      for (let i = 0; i < width * height; i++) image.data.set([inks.indexOf(ctx.fillStyle), 0, 0, 255], i * 4);
      return image;
    },
    putImageData: (image: FakeImage) => (laid = { ...laid, image: { ...image, data: image.data.slice() } }),
  };
  return { getContext: () => ctx };
}

Object.assign(globalThis, { ImageData: FakeImage, document: { createElement: fakeCanvas } });

const tools = { bisect, State } as unknown as Tools;

/** Two units that fill and empty a queue by chance. */
function fillAndEmpty(seed: number, operations: number): Recording {
  const chance = new Chance(seed);
  const events: Event[] = [
    { e: "spawn", t: 0, u: 1, name: "main" },
    { e: "new", t: 0, u: 1, r: 1, kind: "channel", cap: 5 },
    { e: "spawn", t: 0, u: 2, by: 1, name: "worker" },
  ];
  for (let i = 0, len = 0; i < operations; i++) {
    const sends = len === 0 || (len < 5 && chance.next(2) === 0);
    len += sends ? 1 : -1;
    events.push({ e: "op", t: i, u: sends ? 1 : 2, r: 1, op: sends ? "send" : "receive", len, ok: true });
  }
  return { header: { e: "header", t: 0, version: 1, model: "go", runtime: "go", threads: 1, clock: "real" }, events };
}

/** A whole run on so many pixels. */
function sceneOf(recording: Recording, widthPx: number): Scene {
  const { scene } = drawAll(deriveSchedule(recording));
  const place = (_image: unknown, left: number, top: number) => (laid = { ...laid, left, top });
  Object.assign(scene.ctx, { getTransform: () => ({ a: 1, d: 1 }), setTransform: () => {}, drawImage: place });
  scene.view.resize(scene.axis, scene.sizes.labelPx, scene.sizes.labelPx + widthPx);
  scene.view.fit(scene.axis);
  return scene;
}

/** The ink that covers a pixel, "" where none does. */
function inkAt(x: number, y: number): string {
  const { image, left, top } = laid;
  const at = ((Math.floor(y) - top) * image.width + Math.floor(x) - left) * 4;
  return image.data[at + 3] > 127 ? inks[image.data[at]] : "";
}

/** What a pixel of a lane shows, by how high it is. */
function shown({ sizes }: Scene, x: number, y: number): string {
  if (inkAt(x, y - sizes.barPx / 2 + 2)) return "running";
  if (inkAt(x, y - sizes.readyPx / 2 + 1)) return "ready";
  return inkAt(x, y) ? "waiting" : "";
}

const shapes: Record<number, string> = { [State.running]: "running", [State.ready]: "ready", [State.waiting]: "waiting" };

/** Spans side by side over the whole run, of one to three positions. */
function shortSpans(seed: number, positions: number): Spans {
  const chance = new Chance(seed);
  const edges = [0];
  while (edges[edges.length - 1] < positions) edges.push(edges[edges.length - 1] + 1 + chance.next(3));
  const count = edges.length - 2;
  return {
    ...{ first: 0, end: count, cause: null },
    state: Uint8Array.from({ length: count }, () => [State.running, State.ready, State.waiting][chance.next(3)]),
    from: Uint32Array.from({ length: count }, (_, i) => edges[i]),
    to: Uint32Array.from({ length: count }, (_, i) => edges[i + 1]),
  };
}

/** The states of the longest spans that begin between two slots; none where one lies there that is no less than a pixel wide. */
function longestIn({ place }: Track, { end, state, from, to }: Spans, low: number, high: number): number[] {
  let most = 0;
  let found: number[] = [];
  for (let i = 0; i < end; i++) {
    const length = place[to[i]] - place[from[i]];
    if (length >= (high - low) * 0.999 && place[from[i]] < high + 4 * (high - low) && place[to[i]] > low - 4 * (high - low)) return [];
    if (place[from[i]] < low || place[from[i]] >= high || length < most - 1e-4) continue;
    if (length > most + 1e-4) found = [];
    most = Math.max(most, length);
    found.push(state[i]);
  }
  return found;
}

for (const [widthPx, shifts] of [[250, [0]], [20, [0, 0.1, 0.2, 0.3]]] as const) {
  test(`on ${widthPx} pixels each shows the longest span that begins in it${shifts.length > 1 ? ", to a fourth of a pixel" : ""}`, () => {
    let compared = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const scene = sceneOf(fillAndEmpty(seed, 2000), widthPx);
      const { view } = scene;
      const [group] = scene.groups;
      const [first] = group.box.lanes;
      const spans = shortSpans(seed, group.schedule.time.length);
      new Fine(tools).of(scene).lane(scene, group, { ...first, row: { ...first.row, spans } });
      for (let x = Math.ceil(view.leftPx) + 1; x < view.rightPx - 1; x++) {
        // Both ends may lie in the middle of a block, which belongs to the pixel in which it begins.
        const wanted = shifts.flatMap((low) => shifts.flatMap((high) => longestIn(group.track, spans, view.slot(x + low), view.slot(x + 1 + high))));
        if (wanted.length === 0) continue;
        const is = shown(scene, x, first.y);
        assert.ok(wanted.some((state) => shapes[state] === is), `seed ${seed}, pixel ${x}: ${is} instead of ${wanted}`);
        compared++;
      }
    }
    assert.ok(compared > 80, `${compared} pixels were compared`);
  });
}

test("spans that have room for a mark are left to be drawn, all others are drawn here", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const scene = sceneOf(randomRecording(seed, 400), 1200);
    const [group] = scene.groups;
    const dense = new Fine(tools).of(scene);
    for (const lane of group.box.lanes) {
      const { first, end, state, from, to } = lane.row.spans;
      const wide = new Set(dense.lane(scene, group, lane));
      for (let i = first; i < end; i++) {
        const x0 = scene.view.x(group.track.place[from[i]]);
        const widthPx = scene.view.x(group.track.place[to[i]]) - x0;
        assert.equal(wide.has(i), widthPx >= 8 || (state[i] === State.sleeping && widthPx >= 1), `seed ${seed}, span ${i} of ${widthPx} px`);
        if (!wide.has(i) && widthPx >= 3 && state[i] === State.running) assert.equal(shown(scene, x0 + widthPx / 2, lane.y), "running");
      }
    }
  }
});

test("a queue's line reaches from the least to the most that it held within a pixel", () => {
  let compared = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const scene = sceneOf(fillAndEmpty(seed, 100 + 400 * seed), 300);
    const { view } = scene;
    const [group] = scene.groups as [Group];
    const { levels, firstLevel } = group.schedule;
    const { place } = group.track;
    const dense = new Fine(tools).of(scene);
    for (const strip of group.box.strips.filter(({ kind }) => kind === "queue")) {
      dense.queue(scene, group, strip, 4);
      for (let x = Math.ceil(view.leftPx); x < view.rightPx - 1; x++) {
        const held: number[] = [];
        let before = -1;
        for (let i = firstLevel[strip.resource]; i < firstLevel[strip.resource + 1]; i++) {
          if (place[levels.from[i]] < view.slot(x)) before = levels.len[i];
          else if (place[levels.from[i]] < view.slot(x + 1)) held.push(levels.len[i]);
        }
        if (before >= 0) held.push(before);
        const most = Math.max(...held);
        if (most < 1) continue;
        assert.match(inkAt(x, strip.base - most * 4), /^(ink2|control)$/, `seed ${seed}, pixel ${x}: the most, ${most}`);
        assert.equal(inkAt(x, strip.base - most * 4 - 2), "", `seed ${seed}, pixel ${x}: above ${most}`);
        compared++;
      }
    }
  }
  assert.ok(compared > 200, `${compared} pixels were compared`);
});

test("a block knows how long its longest span is, and whether one stands out", () => {
  const chance = new Chance(3);
  const count = 1000;
  const place = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) place[i + 1] = place[i] + chance.next(100);
  const track: Track = { place, columnOf: new Uint32Array(), stepOf: new Uint32Array() };
  const spans: Spans = {
    ...{ first: 0, end: count, cause: null },
    state: Uint8Array.from({ length: count }, () => [State.running, State.ready, State.waiting][chance.next(40) % 3]),
    from: Uint32Array.from({ length: count }, (_, i) => i),
    to: Uint32Array.from({ length: count }, (_, i) => i + 1),
  };
  for (const stands of [-1, State.running]) {
    const levels = levelsOf(track, spans, stands);
    assert.deepEqual(levels.map(({ rows }) => rows), [4, 8, 16, 32, 64, 128, 256, 512]);
    for (const { rows, state, length } of levels) {
      assert.equal(state.length, Math.floor(count / rows));
      for (let b = 0; b < state.length; b++) {
        const block = Array.from({ length: rows }, (_, k) => b * rows + k);
        const lengthOf = (i: number) => place[i + 1] - place[i];
        const longest = block.reduce((a, i) => (lengthOf(i) > lengthOf(a) ? i : a));
        assert.equal(length[b], lengthOf(longest));
        assert.equal(state[b], block.some((i) => spans.state[i] === stands) ? stands : spans.state[longest]);
      }
    }
  }
});

test("the least and the most between any two rows are known", () => {
  const chance = new Chance(5);
  const column = Uint32Array.from({ length: 1013 }, () => chance.next(1000));
  const extremes = new Extremes(column);
  for (let k = 0; k < 2000; k++) {
    const from = chance.next(column.length);
    const end = from + 1 + chance.next(column.length - from);
    extremes.least = extremes.most = column[from];
    extremes.look(from, end);
    const between = column.subarray(from, end);
    assert.deepEqual([extremes.least, extremes.most], [Math.min(...between), Math.max(...between)], `rows ${from} to ${end}`);
  }
});
