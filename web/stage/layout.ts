/** What stands where from top to bottom: the axis, then for each source its heading, lanes and strips. Pixels are CSS pixels. */
import { LinkKind, type Resource, type Schedule } from "../schedule/schedule";
import type { Layers } from "./layers";
import { rowsOf, type Row } from "./rows";

/** Sizes that differ between a page, a phone and a projector. */
export interface Measures {
  axisPx: number;
  headPx: number;
  lanePx: number;
  barPx: number;
  readyPx: number;
  labelPx: number;
  /** Smallest text. */
  microPx: number;
}

export interface LaneBox {
  row: Row;
  /** The middle of the lane. */
  y: number;
}

/** `gate`: what lets units pass, or does not: a token, a notify, a barrier. */
export type StripKind = "queue" | "meeting" | "lock" | "counter" | "gate";

export interface StripBox {
  resource: number;
  kind: StripKind;
  top: number;
  /** The line on which the strip's area or bar stands. */
  base: number;
  /** The middle of the plate that shows the contents at the playhead; 0 where there is none. */
  lensY: number;
  bottom: number;
}

export interface GroupBox {
  top: number;
  /** Where the lanes begin. */
  lanesTop: number;
  bottom: number;
  lanes: LaneBox[];
  /** Lane of each unit, −1 for units that share a folded row. */
  laneOf: Int32Array;
  strips: StripBox[];
  /** The middle of the row for spans of the runtime; 0 where it has none. */
  rangesY: number;
  /** Resources that have no strip until the reader asks for all. */
  hiddenStrips: number;
}

export interface Layout {
  groups: GroupBox[];
  height: number;
}

/** A group shows this many strips unless the reader asks for all. */
const fewStrips = 4;
/** Where a run got stuck at more than that, so many. */
const fewStuckStrips = 8;
const mostStrips = 40;
const groupGapPx = 10;
/** Height of a group that has nothing to draw yet: one line of words. */
const emptyGroupPx = 56;
/** More room under a lane that sends, for the curves of its messages. */
const messageGapPx = 7;
export const queueAreaPx = 22;
const lensPx = 28;
const barStripPx = 19;

const stripKinds: Record<string, StripKind> = {
  channel: "queue",
  unbounded: "queue",
  oneshot: "queue",
  broadcast: "queue",
  watch: "queue",
  mutex: "lock",
  rwmutex: "lock",
  semaphore: "counter",
  "wait group": "counter",
  token: "gate",
  context: "gate",
  notify: "gate",
  cond: "gate",
  barrier: "gate",
  once: "gate",
};

/** The kind of strip in which a resource is drawn; undefined where its lanes say all there is. */
export function stripKind(schedule: Schedule, resource: number): StripKind | undefined {
  const { kind, cap } = schedule.resources[resource];
  return kind === "channel" && cap === 0 ? "meeting" : stripKinds[kind];
}

/** Whether the column of names holds badges alone, so that the name of a strip stands on a line of its own above it. */
export function namesInStrips({ labelPx }: Measures): boolean {
  return labelPx < 60;
}

export interface LayoutWishes {
  /** Unfolded roles. */
  open: ReadonlySet<string>;
  /** Whether every resource has a strip. */
  allStrips: boolean;
  /** Whether rows are workers, where there are several. */
  workers: boolean;
  /** Null until they are loaded. */
  layers: Layers | null;
}

/** A schedule that is null leaves room for a line of words. */
export function layOut(schedules: (Schedule | null)[], sizes: Measures, wishes: LayoutWishes): Layout {
  let y = sizes.axisPx;
  const groups = schedules.map((schedule, i): GroupBox => {
    if (i > 0) y += groupGapPx;
    const top = y;
    y += sizes.headPx;
    const group: GroupBox = {
      top,
      lanesTop: y,
      bottom: 0,
      lanes: [],
      laneOf: new Int32Array(schedule?.units.length ?? 0).fill(-1),
      strips: [],
      rangesY: 0,
      hiddenStrips: 0,
    };
    if (schedule) {
      y = placeLanes(schedule, group, y, sizes, wishes);
      if (wishes.layers?.hasRanges(schedule)) {
        group.rangesY = y + barStripPx / 2;
        y += barStripPx;
      }
      y = placeStrips(schedule, group, y, sizes, wishes);
    } else y += emptyGroupPx;
    group.bottom = y;
    return group;
  });
  return { groups, height: y + 2 };
}

function placeLanes(schedule: Schedule, group: GroupBox, top: number, sizes: Measures, { open, workers, layers }: LayoutWishes): number {
  const senders = sendersOf(schedule);
  let y = top;
  for (const row of layers?.brief?.rows(schedule) ?? ((workers && layers?.workerRows(schedule)) || rowsOf(schedule, open))) {
    if (!row.folded && !row.paint) group.laneOf[row.units[0]] = group.lanes.length;
    group.lanes.push({ row, y: y + sizes.lanePx / 2 });
    y += sizes.lanePx;
    if (!row.folded && !row.paint && senders.has(row.units[0])) y += messageGapPx;
  }
  return y;
}

const knownSenders = new WeakMap<Schedule, Set<number>>();

/** The units that send a message. */
function sendersOf(schedule: Schedule): Set<number> {
  let known = knownSenders.get(schedule);
  if (!known) {
    knownSenders.set(schedule, (known = new Set()));
    const { count, kind, fromUnit } = schedule.links;
    for (let i = 0; i < count; i++) if (kind[i] === LinkKind.message) known.add(fromUnit[i]);
  }
  return known;
}

function placeStrips(schedule: Schedule, group: GroupBox, top: number, sizes: Measures, { allStrips, layers }: LayoutWishes): number {
  const drawn = schedule.resources.filter((r) => stripKind(schedule, r.index));
  // Where not all have room, what units were stuck at comes first, and what only lets units pass last.
  const stuck = schedule.moment(schedule.time.length).resources.map(({ waiting }) => waiting.length > 0);
  const rank = ({ index }: Resource) => (stuck[index] ? 0 : stripKind(schedule, index) === "gate" ? 2 : 1);
  const brief = layers?.brief;
  const room = brief ? brief.strips : allStrips ? mostStrips : Math.max(fewStrips, Math.min(fewStuckStrips, stuck.filter(Boolean).length));
  const first = [...drawn].sort((a, b) => rank(a) - rank(b)).slice(0, room);
  const shown = drawn.filter((r) => first.includes(r));
  group.hiddenStrips = drawn.length - shown.length;
  let y = top + 4;
  for (const { index } of shown) {
    const kind = stripKind(schedule, index)!;
    const strip: StripBox = { resource: index, kind, top: y, base: y, lensY: 0, bottom: 0 };
    if (namesInStrips(sizes)) y += sizes.microPx + 2;
    if (kind === "queue") {
      strip.base = y + (brief?.areas === false ? 0 : queueAreaPx);
      strip.lensY = strip.base + lensPx / 2 + 2;
      y = strip.base + lensPx + 3;
    } else if (kind === "meeting") {
      strip.lensY = strip.base = y + lensPx / 2;
      y += lensPx + 2;
    } else {
      strip.base = y + barStripPx - 5;
      y += barStripPx;
    }
    strip.bottom = y;
    group.strips.push(strip);
  }
  return y;
}
