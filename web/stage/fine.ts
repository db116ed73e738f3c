/**
 * Lanes and queues where columns are so narrow that most of what they say is a pixel wide or a few. Which positions a pixel shows is found
 * once a frame; rows are then compared with that by their positions alone, and gone through by blocks (blocks.ts) where a pixel holds many. What
 * has room for more than its bare shape is left to lanes.ts.
 */
import type { Track } from "./axis";
import { Band } from "./band";
import { Extremes, levelsOf, type Level } from "./blocks";
import type { Dense, Tools } from "./layers";
import type { LaneBox, StripBox } from "./layout";
import type { RoleInk } from "./palette";
import type { Spans } from "./rows";
import type { Group, Scene } from "./scene";

/** Spans that are narrower than this have no words and no mark on them. */
const narrowPx = 8;
/** A pixel holds so many blocks or more: which of two pixels a block belongs to is known to a fourth of a pixel. */
const blocksAPixel = 4;
/** As lanes.ts has it: no span of a pixel or more is drawn narrower. */
const leastPx = 3;
/** What a bar's rounded corner of 2 px lacks in its first row of pixels; less where the bar is too narrow for such corners. */
const cornerPx = 0.77;
/** The line over a queue, as strips.ts has it. */
const linePx = 1.25;

export class Fine implements Dense {
  /** One for each height, so that none is made anew in every frame. */
  #lanes: Band | undefined;
  #queues: Band | undefined;
  readonly #levels = new WeakMap<Track, Map<Spans["from"], Level[]>>();
  readonly #extremes = new WeakMap<Uint32Array, Extremes>();
  /** Of each group, in this frame: the first position of each pixel of the view, and of the one behind the last. */
  readonly #edges = new Map<Group, Uint32Array>();

  constructor(readonly tools: Tools) {}

  /** Itself, for a new frame. */
  of(_scene: Scene): Dense {
    this.#edges.clear();
    return this;
  }

  lane(scene: Scene, group: Group, { row, y }: LaneBox): number[] {
    const { palette, sizes, view, axis } = scene;
    const { State, bisect } = this.tools;
    const { place } = group.track;
    const { first, end, state, from, to } = row.spans;
    const { slotPx } = view;
    const ink = palette.roles[group.colours[row.units[0]]];
    const band = (this.#lanes ??= new Band());
    band.begin(scene, y - sizes.barPx / 2 - 1, sizes.barPx + 2);
    const edges = this.#edgesOf(scene, group);
    const pixels = edges.length - 1;
    const wide: number[] = [];
    // On the axis of time a run takes next to none, but it must not vanish among the waits.
    const stands = axis.time ? State.running : -1;
    let i = bisect(first, end, (k) => place[to[k]] > view.from);
    const last = bisect(i, end, (k) => from[k] >= edges[pixels]);
    const levels = this.#levelsOf(group.track, row.spans, (last - i) / pixels, stands);

    let pixel = 0;
    let now = -1;
    let most = -1;
    let plain = -1;
    let left = 0;
    let right = 0;
    const flush = () => {
      const x = Math.floor(view.leftPx) + left;
      if (plain === State.running) band.rect(x, y - sizes.barPx / 2, right - left, sizes.barPx, ink.fill);
      else if (plain === State.ready) band.rect(x, y - sizes.readyPx / 2, right - left, sizes.readyPx, ink.mark);
      else if (plain === State.waiting || plain === State.sleeping) band.rect(x, y - palette.hairPx / 2, right - left, palette.hairPx, ink.mark);
      plain = -1;
    };
    /** What a pixel shows is known. Pixels of one state side by side are one rectangle. */
    const settle = () => {
      if (now < 0) return;
      if (now !== plain || pixel > right) {
        flush();
        plain = now;
        left = pixel;
      }
      right = pixel + (now === stands ? leastPx : 1);
      now = most = -1;
    };
    while (i < last) {
      const position = from[i];
      if (position >= edges[pixel + 1]) {
        settle();
        do pixel++;
        while (position >= edges[pixel + 1]);
      }
      let rows = 1;
      let rowState = state[i];
      let length = 0;
      for (let l = levels.length - 1; l >= 0; l--) {
        const level = levels[l];
        if ((i & (level.rows - 1)) !== 0 || i + level.rows > end) continue;
        const block = i >> level.shift;
        length = level.length[block];
        if (length * slotPx >= 1) continue;
        rows = level.rows;
        rowState = level.state[block];
        break;
      }
      if (rows === 1) {
        length = place[to[i]] - place[position];
        if (length * slotPx >= 1) {
          settle();
          flush();
          if (!this.#narrow(scene, band, ink, rowState, y, view.x(place[position]), view.x(place[to[i]]))) wide.push(i);
          i++;
          continue;
        }
      }
      if (rowState === stands) length = Infinity;
      if (length > most) {
        most = length;
        now = rowState;
      }
      i += rows;
    }
    settle();
    flush();
    band.put(scene);
    return wide;
  }

  /** How full the queue is in each pixel at the least, and a line from there to the most that it held within it. */
  queue(scene: Scene, group: Group, { resource, base, top }: StripBox, unitPx: number) {
    const { palette, view } = scene;
    const { levels, firstLevel } = group.schedule;
    const { from, len, held } = levels;
    const band = (this.#queues ??= new Band());
    band.begin(scene, top - 1, base - top + 2);
    const edges = this.#edgesOf(scene, group);
    let extremes = this.#extremes.get(len);
    if (!extremes) this.#extremes.set(len, (extremes = new Extremes(len)));
    const first = firstLevel[resource];
    const end = firstLevel[resource + 1];
    let next = this.tools.bisect(first, end, (k) => from[k] >= edges[0]);
    let near = 1;
    // Pixels side by side that look alike are drawn together.
    let left = Math.floor(view.leftPx);
    let least = 0;
    let most = -1;
    let kept = 0;
    let ink = "";
    const flush = (x: number) => {
      if (most >= 0) {
        band.rect(left, base - least * unitPx, x - left, least * unitPx, palette.sunk);
        band.rect(left, base - (most + kept) * unitPx, x - left, kept * unitPx, palette.hatch);
        band.rect(left, base - most * unitPx - linePx / 2, x - left, (most - least) * unitPx + linePx, ink);
      }
      left = x;
    };
    for (let pixel = 0; pixel + 1 < edges.length; pixel++) {
      const until = edges[pixel + 1];
      const stop = forward(from, next, end, until, near);
      near = Math.max(1, stop - next);
      // Before the queue was made there is nothing to draw.
      const now = Math.max(first, next - 1);
      if (from[now] >= until) continue;
      extremes.least = extremes.most = len[now];
      extremes.look(next, stop);
      // A line up or down is one; where the pixel holds more of them they are a field.
      const mark = stop - next > 2 ? palette.control : palette.ink2;
      if (extremes.least !== least || extremes.most !== most || held[now] !== kept || mark !== ink) {
        flush(Math.floor(view.leftPx) + pixel);
        ({ least, most } = extremes);
        kept = held[now];
        ink = mark;
      }
      next = stop;
    }
    flush(Math.floor(view.leftPx) + edges.length - 1);
    band.put(scene);
  }

  /** A span in its bare shape; false where it has more to it. */
  #narrow({ sizes, view, palette }: Scene, band: Band, ink: RoleInk, state: number, y: number, x0: number, x1: number): boolean {
    const { State } = this.tools;
    if (x1 - x0 >= narrowPx || state === State.sleeping) return false;
    const left = band.snap(Math.max(x0, view.leftPx - 4) + 0.5);
    const right = band.snap(Math.min(x1, view.rightPx + 8) - 0.5);
    const width = Math.max(leastPx, right - left);
    if (state === State.running) {
      const top = y - sizes.barPx / 2;
      band.rect(left, top + 1, width, sizes.barPx - 2, ink.fill);
      const lacksPx = Math.min(cornerPx, width * 0.16);
      for (const edge of [top, top + sizes.barPx - 1]) band.rect(left + lacksPx, edge, width - 2 * lacksPx, 1, ink.fill);
    } else if (state === State.ready) {
      const top = y - sizes.readyPx / 2;
      band.rect(left, top, width, sizes.readyPx, ink.mark);
      band.rect(left + 1, top + 1, width - 2, sizes.readyPx - 2, ink.hatch);
    } else if (state === State.waiting) {
      const from = band.snap(Math.max(x0, view.leftPx) + 1);
      const to = band.snap(Math.min(x1 - 1, view.rightPx));
      if (to - from >= 2) band.rect(from, y - palette.hairPx / 2, to - from, palette.hairPx, ink.mark);
    }
    return true;
  }

  /** Of the rows that a frame looks at only every so many blocks are looked at, the largest ones that are fine enough. */
  #levelsOf(track: Track, spans: Spans, rowsAPixel: number, stands: number): Level[] {
    if (rowsAPixel < 4 * blocksAPixel) return [];
    let known = this.#levels.get(track);
    if (!known) this.#levels.set(track, (known = new Map()));
    let levels = known.get(spans.from);
    if (!levels) known.set(spans.from, (levels = levelsOf(track, spans, stands)));
    return levels.filter(({ rows }) => rows * blocksAPixel <= rowsAPixel);
  }

  #edgesOf({ view }: Scene, group: Group): Uint32Array {
    let edges = this.#edges.get(group);
    if (edges) return edges;
    const { place } = group.track;
    const first = Math.floor(view.leftPx);
    edges = new Uint32Array(Math.ceil(view.rightPx) - first + 1);
    let position = this.tools.bisect(0, place.length, (p) => place[p] >= view.slot(first));
    for (let k = 0, near = 1; k < edges.length; k++) {
      edges[k] = forward(place, position, place.length, view.slot(first + k), near);
      near = Math.max(1, edges[k] - position);
      position = edges[k];
    }
    this.#edges.set(group, edges);
    return edges;
  }
}

/** First of the rows `from … end − 1` whose value is `value` or more, `end` where none is; quick where it is not much more than `step` away. */
function forward(column: ArrayLike<number>, from: number, end: number, value: number, step: number): number {
  let low = from;
  while (from < end && column[from] < value) {
    low = from + 1;
    from += step;
    step *= 2;
  }
  let high = Math.min(from, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
