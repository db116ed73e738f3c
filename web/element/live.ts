/** Runs the scenario's Go program in the page. The engine is loaded when it is asked for, not before. */
import type { DemoInfo } from "../demo";
import type { Recording } from "../records/records";
import type { Site } from "./site";

export interface LiveRun {
  done: Promise<Recording>;
  stop(): void;
  goOn(): void;
}

export async function startLive(site: Site, demo: DemoInfo, wishes: { params: Record<string, number>; seed: number; clock: "virtual" | "wall" }, endless: () => void): Promise<LiveRun> {
  void site; void demo; void wishes; void endless;
  throw new Error("Running is not there yet.");
}
