/** Runs the scenario's Go program in the page. Loaded with the engine when a run is asked for, not before; one engine serves all elements. */
import type { DemoInfo } from "../demo";
import type { Recording } from "../records/records";
import { Engine, type RunEvents, type RunHandle, type RunRequest } from "../run/engine";
import type { Kit } from "./kit";
import type { Site } from "./site";

export interface LiveWishes {
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
}

/** How a run's schedule is made, where Go is not to make it by itself: as RunRequest has them. */
export type LiveChoices = Pick<RunRequest, "picks" | "explore">;

/** What a run has come to. */
export interface LiveResult {
  /** Null where the program was ended before it did anything. */
  recording: Recording | null;
  /** What went wrong, as a sentence; "" where nothing did, or the reader has stopped it. */
  error: string;
}

export interface LiveEvents extends Pick<RunEvents, "onProgress" | "onEvents"> {
  /** What is being done, in words. */
  onActivity(words: string): void;
  /** What the reader has to decide, with the buttons for it; none where nothing is to be decided any more. */
  onQuestion(words: (Node | string)[]): void;
}

export interface LiveHandle extends Pick<RunHandle, "stop"> {
  done: Promise<LiveResult>;
}

const engine = new Engine();

/** Ends what the next run can make again. */
export function rest() {
  engine.rest();
}

/** Starts a run. */
export function startLive(kit: Kit, site: Site, demo: DemoInfo, { params, seed, clock }: LiveWishes, { picks, explore }: LiveChoices, events: LiveEvents): LiveHandle {
  const { live } = demo;
  if (!live) throw new Error(`“${demo.title}” cannot be run in the page: there are recordings of it alone.`);
  const files = demo.programs.find((p) => p.model === "go")?.files ?? [];
  const button = (words: string, onclick: () => void) => kit.h("button", { type: "button", class: "btn", onclick }, words);
  events.onQuestion([]);
  events.onActivity(live.compressed ? `Loading Go, ${kit.bytesWords(live.compressed)} …` : "Loading Go …");
  const silent = (ms: number, ended: boolean) =>
    `${ended ? "The program has ended, and its trace is still being read," : "The program is still running,"} without a sign of life for ${ms / 1000} s. `;
  const run = engine.run(
    {
      wasm: new URL(live.wasm, site.root).href,
      program: live.program,
      args: Object.entries(params).map(([name, value]) => `-${name}=${value}`),
      seed,
      clock,
      picks,
      explore,
      names: live.names,
      header: { demo: demo.name, params: { ...params }, files: Object.fromEntries(files.map((f) => [f.name, f.sha256])) },
    },
    {
      onProgress: events.onProgress,
      onEvents: events.onEvents,
      onStart: () => events.onActivity("Running …"),
      onLimit: (ms, ended) => events.onQuestion([silent(ms, ended), button("Keep going", () => run.goOn()), button("Stop", () => run.stop())]),
      onAlive: () => events.onQuestion([]),
    },
  );
  const done = run.done.then(({ recording, outcome, error }) => {
    // The exit alone is no run to show.
    if (recording.events.length > 1) return { recording, error };
    return { recording: null, error: outcome.words || error || (outcome.how === "stopped" ? "" : "The program ended before it did anything.") };
  });
  return { stop: () => run.stop(), done };
}
