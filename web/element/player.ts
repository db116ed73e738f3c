/** Plays: one step after the other, at a pace at which each can be read. */

const stepMs = 450;
/** Where motion is to be reduced, steps come one a second. */
const calmStepMs = 1000;

export class Player {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `step` goes on by one and says whether there is more to come; `speed` is asked before each. */
  constructor(
    readonly step: () => boolean,
    readonly speed: () => number,
    readonly changed: (playing: boolean) => void,
  ) {}

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  play() {
    if (this.playing) return;
    this.#schedule();
    this.changed(true);
  }

  pause() {
    if (!this.playing) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.changed(false);
  }

  #schedule() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#timer = setTimeout(() => (this.step() ? this.#schedule() : this.pause()), calm ? calmStepMs : stepMs / this.speed());
  }
}
