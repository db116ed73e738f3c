/**
 * The cases of a select at the playhead, on the lane of the unit that meets it: which could have been taken, which was, and which were
 * let go. Of sources that record no select (tokio's `select!` is several waits at once) the waits that began together are its cases.
 */
import type { Schedule, Wait } from "../schedule/schedule";
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

/** One case: ready or not where the records say so, and whether it is the one that was taken. */
export interface Case {
  op: string;
  resource: number;
  ready: boolean | undefined;
  taken: boolean;
}

/** What a unit chose among, in a step; undefined where the step has no such choice. */
export interface Choice {
  unit: number;
  /** Whether it goes on; else it waits for one of the cases. */
  made: boolean;
  cases: Case[];
}

type Needs = Pick<Tools, "intervalAt" | "State">;

const mostCases = 4;

export function choiceIn(schedule: Schedule, step: number, needs: Needs): Choice | undefined {
  const { steps, recording, unitIndex, resourceIndex } = schedule;
  const { events } = recording;
  const first = steps.position[step - 1] ?? 0;
  const found = events.slice(first, steps.position[step]);
  const select = found.find(({ e, op, cases }) => (e === "op" || e === "wait") && op === "select" && cases);
  if (select) {
    const made = select.e === "op";
    // What was ready is known of a select that did not wait.
    const told = select.cases!.some(({ ready }) => ready);
    const cases = select.cases!.map(({ op, r, ready }, i): Case => {
      return { op, resource: resourceIndex(r), ready: !made ? false : told ? ready === true : undefined, taken: made && i === select.choice };
    });
    if (made && select.choice === -1) cases.push({ op: "default", resource: -1, ready: undefined, taken: true });
    return { unit: unitIndex(select.u), made, cases };
  }
  const unit = steps.unit[step];
  if (unit < 0) return undefined;
  const { id } = schedule.units[unit];
  const before = waitsBefore(schedule, unit, first, needs);
  const waits = before.length > 1 ? before : schedule.unitAt(unit, steps.position[step]).waits;
  const ended = found.filter(({ e, u }) => u === id && (e === "op" || e === "unwait"));
  const fate = (event: number) => ended.find(({ op, r }) => op === events[event].op && r === events[event].r)?.e;
  const made = before.length > 1 && waits.some(({ event }) => fate(event) === "op") && waits.some(({ event }) => fate(event) === "unwait");
  const begun = before.length <= 1 && waits.length > 1 && waits.every(({ event }) => event >= first);
  if (!made && !begun) return undefined;
  const cases = waits.map(({ event, op, resource }): Case => ({ op, resource, ready: made ? undefined : false, taken: fate(event) === "op" }));
  return { unit, made, cases };
}

/** What a unit waited for before it was woken for the turn in which it is at a position. */
function waitsBefore(schedule: Schedule, unit: number, position: number, { intervalAt, State }: Needs): Wait[] {
  const { intervals, firstInterval } = schedule;
  let row = intervalAt(schedule, unit, position);
  if (intervals.state[row] === State.running) row--;
  if (row >= firstInterval[unit] && intervals.state[row] === State.ready) row--;
  return row < firstInterval[unit] ? [] : schedule.unitAt(unit, intervals.from[row]).waits;
}

export class Cases {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group, step: number, playheadX: number) {
    const { ctx, palette, sizes, view } = scene;
    const choice = choiceIn(group.schedule, step, this.tools);
    const lane = choice && group.box.lanes[group.box.laneOf[choice.unit] ?? -1];
    if (!choice || !lane) return;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    const rows = choice.cases.slice(0, mostCases).map((c) => ({ ...c, words: caseWords(group.schedule, c) }));
    const more = choice.cases.length - rows.length;
    if (more > 0) rows.push({ op: "", resource: -1, ready: undefined, taken: false, words: `and ${more} more` });
    const width = Math.max(...rows.map(({ words }) => this.tools.textPx(ctx, words))) + 24;
    const rowPx = sizes.microPx + 4;
    const height = rows.length * rowPx + 5;
    const left = playheadX + 10 + width <= view.rightPx ? playheadX + 9 : Math.max(view.leftPx, playheadX - width - 9);
    const top = Math.min(Math.max(group.box.lanesTop, lane.y - height / 2), group.box.bottom - height);
    ctx.fillStyle = palette.surface;
    ctx.strokeStyle = palette.roles[group.colours[choice.unit]].mark;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(width), height, 4);
    ctx.fill();
    ctx.stroke();
    rows.forEach((row, i) => this.#row(scene, row, choice.made, left, top + 3 + rowPx * (i + 0.5)));
  }

  /** A dot that is filled where the case was ready, a tick at the one that was taken; the others fall back. */
  #row({ ctx, palette, sizes }: Scene, row: Case & { words: string }, made: boolean, x: number, y: number) {
    ctx.strokeStyle = ctx.fillStyle = made && !row.taken ? palette.ink3 : palette.ink;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    if (row.taken) {
      ctx.moveTo(x + 5, y);
      ctx.lineTo(x + 8.5, y + 3.5);
      ctx.lineTo(x + 14, y - 4);
      ctx.stroke();
    } else if (row.ready !== undefined) {
      ctx.arc(x + 9.5, y, 3.2, 0, 7);
      if (row.ready) ctx.fill();
      else ctx.stroke();
    } else if (row.op) {
      ctx.moveTo(x + 6, y);
      ctx.lineTo(x + 13, y);
      ctx.stroke();
    }
    ctx.font = `${row.taken ? 650 : 400} ${sizes.microPx}px ${palette.sans}`;
    ctx.fillText(row.words, x + 18, y + sizes.microPx * 0.36);
  }
}

function caseWords({ resources }: Schedule, { op, resource, ready, taken }: Case): string {
  const name = op === "default" ? "default" : `${op === "receive" ? "recv" : op} ${resources[resource]?.name ?? ""}`.trim();
  return ready && !taken ? `${name}, ready too` : name;
}
