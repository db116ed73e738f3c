import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readRecording } from "../records/read";
import { deriveSchedule } from "../schedule/derive";
import { LinkKind, State } from "../schedule/schedule";
import { Chance, randomRecording } from "../schedule/testing/random";
import { hitAt, type Drawn } from "./hit";
import { curveOf, messagesFromPx, mostMessages, wakesFromPx } from "./links";
import { bisect, type Scene } from "./scene";
import { drawAll } from "./testing/sheet";

let asked = 0;
const drawn: Drawn = {
  bisect: (first, end, reached) => bisect(first, end, (i) => (asked++, reached(i))),
  ...{ curveOf, LinkKind, messagesFromPx, mostMessages, State, wakesFromPx },
};

/** The span under a point, looked for one after the other. */
function spanByLooking({ groups, sizes, view }: Scene, x: number, y: number): string {
  const [{ box, track }] = groups;
  const lane = box.lanes.findIndex((l) => Math.abs(l.y - y) <= sizes.lanePx / 2);
  if (lane < 0) return "";
  const { first, end, from, to, state } = box.lanes[lane].row.spans;
  for (let i = first; i < end; i++) {
    const shows = state[i] !== State.unborn && state[i] !== State.ended;
    if (shows && view.x(track.place[from[i]]) <= x && x < view.x(track.place[to[i]])) return `${lane} ${i}`;
  }
  return "";
}

test("the span under any point is the one that is drawn there, unless a link passes", () => {
  let spans = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const { scene } = drawAll(deriveSchedule(randomRecording(seed)));
    const chance = new Chance(seed);
    for (let n = 0; n < 200; n++) {
      const x = scene.view.leftPx + (chance.next(1000) / 1000) * (scene.view.rightPx - scene.view.leftPx);
      const y = scene.groups[0].box.top + (chance.next(1000) / 1000) * (scene.groups[0].box.bottom - scene.groups[0].box.top);
      const hit = hitAt(drawn, scene, { x, y, coarse: false });
      if (hit?.kind === "link") continue;
      const want = spanByLooking(scene, x, y);
      assert.equal(hit?.kind === "span" ? `${hit.lane} ${hit.span}` : "", want, `seed ${seed} at ${x}, ${y}`);
      if (want) spans++;
    }
  }
  assert.ok(spans > 500, `${spans} spans were hit`);
});

test("a message is found at the ends and in the middle of its curve, or something that lies nearer", () => {
  let messages = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const { scene } = drawAll(deriveSchedule(randomRecording(seed)));
    const [group] = scene.groups;
    const { links } = group.schedule;
    for (let link = 0; link < Math.min(links.count, mostMessages); link++) {
      const curve = links.kind[link] === LinkKind.message ? curveOf(scene, group, link) : undefined;
      if (!curve) continue;
      const hit = hitAt(drawn, scene, { x: (curve.x0 + curve.x1) / 2, y: (curve.y0 + curve.y1) / 2, coarse: false });
      if (hit?.kind === "link" && hit.link === link) messages++;
      else assert.ok(hit, `seed ${seed}: nothing at the middle of message ${link}`);
    }
  }
  assert.ok(messages > 20, `${messages} messages were hit`);
});

test("the name of a lane is the lane, and beside everything lies nothing", () => {
  const { scene } = drawAll(deriveSchedule(randomRecording(3)));
  scene.groups[0].box.lanes.forEach(({ y }, lane) => {
    assert.deepEqual(hitAt(drawn, scene, { x: scene.view.leftPx - 5, y, coarse: true }), { kind: "lane", group: 0, lane });
  });
  assert.equal(hitAt(drawn, scene, { x: 10, y: scene.layout.height + 100, coarse: false }), null);
});

test("what is asked of a long recording grows with its logarithm", () => {
  const cost = (actions: number) => {
    const { scene } = drawAll(deriveSchedule(randomRecording(5, actions)));
    const lane = scene.groups[0].box.lanes[0];
    // Where steps have no room for links, spans alone are looked for.
    scene.view.show(scene.axis, 0, scene.axis.length);
    scene.view.slotPx = 0.5;
    asked = 0;
    hitAt(drawn, scene, { x: scene.view.leftPx + 20, y: lane.y, coarse: false });
    return asked;
  };
  assert.ok(cost(20_000) <= cost(200) + 20, `${cost(20_000)} questions, ${cost(200)} of a short one`);
});

test("a link among workers is found at the middle of its arc, or one that lies nearer", () => {
  const text = readFileSync("demos/backpressure/traces/go-native-4-buffer=3-consumers=2.ndjson");
  const { scene } = drawAll(deriveSchedule(readRecording(text)), { workers: true, path: false });
  const [group] = scene.groups;
  const painter = group.box.lanes[0].row.paint!;
  const arcs = [...painter.arcs(scene, group)];
  let found = 0;
  for (const { link, points } of arcs) {
    assert.deepEqual(painter.arcOf(scene, group, link)?.points, points);
    const [x0, y0, ax, ay, bx, by, x1, y1] = points;
    const middle = { x: (x0 + 3 * ax + 3 * bx + x1) / 8, y: (y0 + 3 * ay + 3 * by + y1) / 8, coarse: false };
    const hit = hitAt(drawn, scene, middle);
    assert.equal(hit?.kind, "link", `link ${link}`);
    if (hit?.kind === "link" && hit.link === link) found++;
  }
  assert.ok(found > arcs.length / 2, `${found} of ${arcs.length} links were hit`);
});
