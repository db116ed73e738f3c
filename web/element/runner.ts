/** The runs that the page makes: with which values the next one is made, and what becomes of it. */
import type { Desk } from "./desk";
import type { Kit } from "./kit";
import type { ElementState, RunOptions } from "./public";
import type { Source } from "./source";

/** The elements that are in view. */
const seen = new Set<Runner>();
/** Ends the workers that no run needs; there are some once a run was made. */
let rest = () => {};

export class Runner {
  readonly #kit: Kit;
  readonly #desk: Desk;
  /** Another run was chosen. */
  readonly #chosen: () => void;
  #live: { stop(): void } | null = null;
  #lastRun: Promise<ElementState> | undefined;
  /** Counts the runs, so that what comes late is dropped. */
  #runTurn = 0;

  constructor(kit: Kit, desk: Desk, chosen: () => void) {
    this.#kit = kit;
    this.#desk = desk;
    this.#chosen = chosen;
  }

  /** No worker waits for the next run where nobody looks. */
  see(inView: boolean) {
    if (inView) return void seen.add(this);
    seen.delete(this);
    if (seen.size === 0) rest();
  }

  /** Fulfilled when what there is with these values is on the stage, or shown to be running. */
  setParams(wanted: Record<string, number>): Promise<void> {
    const desk = this.#desk;
    const { model } = desk;
    const { writeParams } = this.#kit;
    const before = writeParams(model.params);
    model.setParams(wanted);
    desk.setup.update();
    this.#chosen();
    if (writeParams(model.params) === before) return Promise.resolve();
    const live = this.#liveSource;
    const again = model.running || (live?.run?.live === true && live.variant?.live === true);
    for (const source of model.sources) source.stale = source.run !== null;
    const run = this.#runTurn;
    return desk.loadRecordings().then(() => {
      void desk.realign();
      if (again && run === this.#runTurn) this.start();
    });
  }
  setSeed(seed: number) {
    this.#setRun({ seed });
  }
  setClock(clock: "virtual" | "wall") {
    this.#setRun({ clock });
  }

  #setRun(change: { seed?: number; clock?: "virtual" | "wall" }) {
    const desk = this.#desk;
    const seeded = change.seed !== undefined && desk.model.setSeed(change.seed);
    const clocked = change.clock !== undefined && desk.model.setClock(change.clock);
    if (seeded || clocked) void desk.reload();
    desk.setup.update();
    this.#chosen();
    desk.viewed();
    if (desk.model.running || this.#liveSource?.run?.live) this.start();
  }

  /** Runs the program; what goes wrong stands on the page. */
  start() {
    void this.run({}).catch(() => {});
  }

  /** Runs the Go program in the page; fulfilled when it, or a run that was started since, is on the stage. */
  run(options: RunOptions): Promise<ElementState> {
    const { seed = 0, clock = "wall" } = options;
    if (!Number.isSafeInteger(seed) || seed < 0) return Promise.reject(new RangeError("A seed is a whole number from 0."));
    if (clock !== "wall" && clock !== "virtual") return Promise.reject(new RangeError("A clock is virtual or wall."));
    this.#lastRun = this.#run(options);
    return this.#lastRun;
  }

  async #run(options: RunOptions): Promise<ElementState> {
    const { later, messageOf, stateOf } = this.#kit;
    const desk = this.#desk;
    const { model } = desk;
    this.stop();
    const seeded = options.seed !== undefined && model.setSeed(options.seed);
    const clocked = options.clock !== undefined && model.setClock(options.clock);
    if (seeded || clocked) void desk.reload();
    if (options.params) void this.setParams({ ...model.params, ...options.params });
    const turn = ++this.#runTurn;
    const overtaken = () => turn !== this.#runTurn || desk.closed;
    if (model.sources.some((s) => s.variant && s.why)) void desk.loadRecordings();
    desk.status({ running: true, error: "", activity: "Loading …" });
    try {
      const stopped = new Promise<null>((resolve) => (this.#live = { stop: () => resolve(null) }));
      const part = await Promise.race([later("Interleave’s engine", () => import("./live")), stopped]);
      if (part) rest = part.rest;
      if (overtaken()) return this.#instead();
      const derivation = new this.#kit.Derivation();
      const started = part?.startLive(this.#kit, desk.site, model.demo, model, options, {
        onActivity: (activity) => desk.status({ activity }),
        onQuestion: (words) => {
          desk.banner.question = words;
          desk.banner.update();
        },
        onProgress: () => desk.tell("progress"),
        onEvents: (events) => derivation.read(events),
      });
      if (started) this.#live = started;
      const { recording = null, error = "" } = (await started?.done) ?? {};
      if (seen.size === 0) rest();
      if (recording) await desk.loading;
      if (overtaken()) return this.#instead();
      this.#live = null;
      desk.status({ running: false, error: recording || error ? error : "Stopped before it began." });
      const source = this.#liveSource;
      if (recording && source) {
        source.variant = source.variants.find((v) => v.live)!;
        source.put(recording, true, model.roles, derivation);
        // Where a run ended badly, its end is what there is to see.
        await desk.realign(source.endedBadly);
      }
      desk.tell("run");
      return stateOf(model);
    } catch (error) {
      if (overtaken()) return this.#instead();
      this.#live = null;
      const message = messageOf(error);
      desk.status({ running: false, error: message });
      desk.tell("error", message);
      throw error;
    }
  }

  /** What a run comes to that is not waited for any more: another has taken its place. */
  #instead(): Promise<ElementState> {
    if (this.#desk.closed) throw new Error("The scenario was closed before its run ended.");
    return this.#lastRun!;
  }

  /** Ends a run; what it did until then is shown. */
  stop() {
    this.#live?.stop();
  }

  get #liveSource(): Source | undefined {
    return this.#desk.model.sources.find((s) => s.variants.some((v) => v.live));
  }
}
