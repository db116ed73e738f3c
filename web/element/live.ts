/** Runs the scenario's Go program in the page. Loaded with the engine when a run is asked for, not before; one engine serves all elements. */
import type { DemoInfo } from "../demo";
import { Engine, type RunEvents, type RunHandle } from "../run/engine";
import type { Site } from "./site";

export interface LiveWishes {
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
}

const engine = new Engine();

/** Starts a run. */
export function startLive(site: Site, demo: DemoInfo, { params, seed, clock }: LiveWishes, events: RunEvents): RunHandle {
  const { live } = demo;
  if (!live) throw new Error(`“${demo.title}” cannot be run in the page: there are recordings of it alone.`);
  const files = demo.programs.find((p) => p.model === "go")?.files ?? [];
  return engine.run(
    {
      wasm: new URL(live.wasm, site.root).href,
      program: live.program,
      args: Object.entries(params).map(([name, value]) => `-${name}=${value}`),
      seed,
      clock,
      names: live.names,
      header: { demo: demo.name, params: { ...params }, files: Object.fromEntries(files.map((f) => [f.name, f.sha256])) },
    },
    events,
  );
}
