/** All of the later layers, loaded in one piece; layers.ts says what they are. */
import type { Moment, Schedule } from "../schedule/schedule";
import { circlesAt } from "../schedule/circle";
import { rangesOf } from "../schedule/ranges";
import { Cases } from "./cases";
import { Crossed } from "./crossed";
import { Cycle } from "./cycle";
import { Fine } from "./fine";
import type { Dense, Layers, Tools } from "./layers";
import { Path } from "./path";
import { Plates } from "./plates";
import { Ranges } from "./ranges";
import type { Row } from "./rows";
import type { Scene } from "./scene";
import { Shares } from "./shares";
import { Workers, type LinkLimits } from "./workers";

/** Columns that are as wide as this on average are drawn one by one: links have room from there on, and a screen holds few of them. */
const sparsePx = 3;
/** Room for the bracket of a circle. */
const bracketPx = 120;
const leastBracketPx = 96;

export class Views implements Layers {
  readonly #cases: Cases;
  readonly #crossed: Crossed;
  readonly #cycle: Cycle;
  readonly #dense: Fine;
  readonly path: Path;
  readonly #plates: Plates;
  readonly #ranges: Ranges;
  readonly #shares: Shares;
  readonly #workers: Workers;

  constructor(readonly tools: Tools & LinkLimits) {
    this.#cases = new Cases(tools);
    this.#crossed = new Crossed(tools);
    this.#cycle = new Cycle(tools);
    this.#dense = new Fine(tools);
    this.path = new Path(tools);
    this.#plates = new Plates(tools);
    this.#ranges = new Ranges(tools);
    this.#shares = new Shares(tools);
    this.#workers = new Workers(tools);
  }

  dense(scene: Scene): Dense | undefined {
    const { view, axis } = scene;
    const columns = axis.columnAt(view.to) - axis.columnAt(view.from);
    return columns * sparsePx > view.rightPx - view.leftPx ? this.#dense.of(scene) : undefined;
  }

  workerRows(schedule: Schedule): Row[] | null {
    return this.#workers.rows(schedule);
  }

  marginPx(schedules: Schedule[], widthPx: number): number {
    const stuck = schedules.some((schedule) => circlesAt(schedule, schedule.time.length, this.tools).length > 0);
    return stuck ? Math.min(bracketPx, Math.max(leastBracketPx, widthPx * 0.18)) : 0;
  }

  hasRanges(schedule: Schedule): boolean {
    return rangesOf(schedule).length > 0;
  }

  behind(scene: Scene) {
    for (const group of scene.groups) this.#ranges.draw(scene, group);
  }

  upon(scene: Scene) {
    this.tools.clip(scene, () => {
      for (const group of scene.groups) {
        this.#workers.links(scene, group);
        this.#shares.draw(scene, group);
        this.path.draw(scene, group);
      }
    });
  }

  atPlayhead(scene: Scene, moments: Moment[], playheadX: number) {
    scene.groups.forEach((group, i) => {
      if (playheadX > scene.view.leftPx && playheadX < scene.view.rightPx) this.#crossed.draw(scene, group, playheadX);
      this.#cycle.draw(scene, group, moments[i], playheadX);
      this.#plates.draw(scene, group, moments[i], playheadX);
      this.#cases.draw(scene, group, scene.score.stepAt[group.source][scene.column], playheadX);
    });
  }
}
