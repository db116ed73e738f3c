/** Runs the scenario's Go program in the page. The engine is loaded when it is asked for, not before, and serves all elements. */
import type { DemoInfo } from "../demo";
import type { Engine, RunEvents, RunHandle } from "../run/engine";
import type { Site } from "./site";

export interface LiveWishes {
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
}

let engine: Promise<Engine> | undefined;

/** Starts a run. */
export async function startLive(site: Site, demo: DemoInfo, { params, seed, clock }: LiveWishes, events: RunEvents): Promise<RunHandle> {
  const { live } = demo;
  if (!live) throw new Error(`“${demo.title}” cannot be run in the page: there are recordings of it alone.`);
  engine ??= import("../run/engine").then(({ Engine }) => new Engine());
  engine.catch(() => (engine = undefined));
  const files = demo.programs.find((p) => p.model === "go")?.files ?? [];
  return (await engine).run(
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
