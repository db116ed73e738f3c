/**
 * What a scenario teaches beside its run: the question that is asked before anything is shown, the claim, what to notice and when, and how long
 * units of one role took. One module, loaded where a scenario has any of it.
 */
import type { Hands } from "./hands";
import type { Kit } from "./kit";
import { LatencyStrip } from "./latencies";
import css from "./lesson.inline.css";
import { Moments } from "./moments";
import { Notices } from "./notices";
import { Prediction } from "./prediction";

/** What the lesson asks of the desk. */
export type LessonDesk = Pick<Hands, "model" | "frame" | "site" | "seek" | "setParams" | "choose" | "run" | "showSide" | "predict" | "reveal">;

export class Lesson {
  readonly #notices: Notices;
  readonly #latency: LatencyStrip;
  readonly #prediction: Prediction;

  constructor(
    kit: Kit,
    readonly desk: LessonDesk,
  ) {
    const { places } = desk.frame;
    kit.adopt(places.lesson.getRootNode() as ShadowRoot, css);
    const moments = new Moments(kit, desk);
    this.#notices = new Notices(kit, desk, moments);
    this.#latency = new LatencyStrip(kit, desk.model);
    this.#prediction = new Prediction(kit, desk, moments);
    places.lesson.append(this.#notices.element, this.#latency.element);
    places.lesson.hidden = false;
  }

  /** Asks the scenario's question. */
  ask() {
    this.#prediction.ask();
  }

  /** Goes to `notice-2`; other names are not the lesson's. Nothing is run for it: whoever opens a link has not asked for a download. */
  goTo(at: string) {
    const notice = this.desk.model.demo.notice?.[Number(/^notice-(\d+)$/.exec(at)?.[1]) - 1];
    if (notice) void this.#notices.show(notice, false);
  }

  /** Does what a key says; whether it said anything. */
  key(event: KeyboardEvent): boolean {
    return this.#prediction.key(event);
  }

  /** After other runs came onto the stage. */
  rebuild() {
    this.#notices.rebuild();
    this.#latency.rebuild();
    this.#prediction.rebuild();
  }

  /** After a step. */
  update() {
    this.#notices.update();
  }
}
