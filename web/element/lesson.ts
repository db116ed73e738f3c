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
export type LessonDesk = Pick<Hands, "model" | "frame" | "site" | "seek" | "setParams" | "choose" | "run" | "showSide" | "predict" | "reveal" | "present" | "handout">;

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
    if (kit.onOwnPage(desk.site.root)) places.lesson.append(this.#forAClass(kit));
    places.lesson.hidden = false;
  }

  /** What a teacher comes for. */
  #forAClass({ h }: Kit): HTMLElement {
    const { desk } = this;
    return h(
      "section",
      { class: "classS" },
      h("h2", {}, "For a class"),
      h("button", { type: "button", class: "btn", title: "Large, for a projector (p)", onclick: () => desk.present() }, "Present"),
      h("button", { type: "button", class: "btn", title: "Prints the programs and the steps with blanks to fill in, and the answers", onclick: () => void desk.handout() }, "Print a handout"),
    );
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

  /** Closes the question without an answer and goes to the moment of which it speaks; whether the run has it. */
  conclude(): Promise<boolean> {
    return this.#prediction.conclude();
  }

  /** What to notice, in words, each with the column of its moment where the stage has it. */
  get noticed(): { text: string; column: number | undefined }[] {
    return this.#notices.told;
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
