/**
 * The page of `make bench` (build/bench/stage.go): the viewer's own derivation and its own stage, without the element around them. It does what
 * it is told over the global `bench`; what it returns are times in ms, each as it was measured.
 */
import type { MarkInfo } from "../demo";
import css from "../element/element.inline.css";
import { readRecording } from "../records/read";
import type { Event, Recording } from "../records/records";
import { Derivation } from "../schedule/derive";
import { findMarkers } from "../schedule/marks";
import { LinkKind, State, type Schedule, type Score } from "../schedule/schedule";
import { makeScore } from "../schedule/score";
import { hitAt } from "../stage/hit";
import { tools } from "../stage/layers";
import { curveOf, messagesFromPx, mostMessages, wakesFromPx } from "../stage/links";
import { roleKeys } from "../stage/palette";
import { followPointer } from "../stage/pointer";
import { bisect } from "../stage/scene";
import { Stage } from "../stage/stage";
import { Views } from "../stage/views";

/** A recording as build/bench/generate.go writes it, and how often its period is to stand. */
interface Load {
  url: string;
  periods: number;
  /** Events before the first period and after the last one. */
  headEvents: number;
  tailEvents: number;
  periodNs: number;
}

/** The size of what the decoder hands over at once. */
const chunkChars = 1 << 16;

const marks: MarkInfo[] = [9, 13, 20, 27, 34].map((line, i) => ({ name: `mark ${i + 1}`, file: "main.go", line, of: "" }));

let stage: Stage;

/**
 * A live run, each round anew: its records come in chunks, and are read as they come. What is measured begins with the arrival of the
 * last chunk and ends with schedule, markers and score.
 */
async function stream(url: string, rounds: number): Promise<number[]> {
  const text = await (await fetch(url)).text();
  const header = JSON.parse(text.slice(0, text.indexOf("\n")));
  const chunks: string[] = [];
  for (let at = text.indexOf("\n") + 1, end; at < text.length; at = end) {
    end = text.indexOf("\n", at + chunkChars) + 1 || text.length;
    chunks.push(text.slice(at, end - 1));
  }
  const last = chunks.pop()!;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const events: Event[] = [];
    const derivation = new Derivation();
    const take = (chunk: string) => {
      for (const event of JSON.parse(`[${chunk.replaceAll("\n", ",")}]`)) events.push(event);
      derivation.read(events);
    };
    for (const chunk of chunks) {
      take(chunk);
      await nextTask();
    }
    const begin = performance.now();
    take(last);
    const schedule = derivation.finish({ header, events });
    findMarkers(schedule, marks);
    makeScore([schedule]);
    times.push(performance.now() - begin);
  }
  return times;
}

interface Opened {
  events: number;
  spans: number;
  bytesPerSpan: number;
  /** From the beginning of the navigation to the first frame that shows the recording. */
  firstFrameMs: number;
  deriveMs: number;
}

/** Puts a load onto the stage. */
async function open(load: Load): Promise<Opened> {
  const recording = readRecording(new Uint8Array(await (await fetch(load.url)).arrayBuffer()));
  const begin = performance.now();
  const schedule = derive(load, recording);
  const score = makeScore([schedule]);
  const deriveMs = performance.now() - begin;
  show(schedule, score);
  // The stage draws in the first of these frames, the browser shows it before the second.
  await nextFrame();
  await nextFrame();
  const { count, state, from, to, worker, cause } = schedule.intervals;
  const bytes = [state, from, to, worker, cause].reduce((n, column) => n + column.byteLength, 0);
  return { events: schedule.time.length, spans: count, bytesPerSpan: bytes / count, firstFrameMs: performance.now(), deriveMs };
}

/** The events of repeated periods are the same objects, so that they need no memory of their own: their times are moved on before they are read again. */
function derive({ periods, headEvents, tailEvents, periodNs }: Load, recording: Recording): Schedule {
  const derivation = new Derivation();
  if (periods === 1) return derivation.finish(recording);
  const period = recording.events.slice(headEvents, -tailEvents);
  const tail = recording.events.slice(-tailEvents);
  const events = recording.events.slice(0, -tailEvents);
  derivation.read(events);
  for (let k = 1; k < periods; k++) {
    for (const event of period) {
      event.t += periodNs;
      events.push(event);
    }
    derivation.read(events);
  }
  for (const event of tail) {
    event.t += periodNs * (periods - 1);
    events.push(event);
  }
  return derivation.finish({ ...recording, events });
}

function show(schedule: Schedule, score: Score) {
  const host = document.body.appendChild(document.createElement("div"));
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${css}</style><div class="il"><div class="il-body"><div class="stage"><div class="canvas"></div></div></div></div>`;
  const nothing = () => {};
  stage = new Stage(root.querySelector<HTMLElement>(".canvas")!, { seek: nothing, laidOut: nothing, zoomed: nothing, moved: nothing, hovered: nothing, tapped: nothing });
  stage.listen(followPointer);
  stage.add(new Views({ ...tools, messagesFromPx, mostMessages, wakesFromPx }));
  const colours = Uint8Array.from(schedule.units, (unit) => unit.roleIndex % roleKeys.length);
  stage.show({ sources: [{ schedule, colours }], score, marks: [] });
}

const drawn = { bisect, curveOf, LinkKind, messagesFromPx, mostMessages, State, wakesFromPx };

/** Looks for what lies at points by chance, at several widths of a step. */
async function hits(count: number): Promise<number[]> {
  const times: number[] = [];
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 0x7fffffff) / 0x7fffffff;
  for (const slotPx of [0, 0.01, 0.5, 3, 6, 17]) {
    const { axis, view, layout } = stage.scene!;
    view.fit(axis);
    if (slotPx > view.slotPx) view.zoom(axis, slotPx / view.slotPx, view.rightPx / 2);
    for (let i = 0; i < count; i++) {
      view.pan(axis, (random() - 0.5) * axis.length * view.slotPx);
      const point = { x: view.leftPx + random() * (view.rightPx - view.leftPx), y: random() * layout.height, coarse: false };
      const scene = stage.scene!;
      const begin = performance.now();
      hitAt(drawn, scene, point);
      times.push(performance.now() - begin);
    }
    await nextTask();
  }
  return times;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}

Object.assign(globalThis, { bench: { stream, open, hits } });
