/** Pointers and wheel on the stage: drag scrubs, touch drags a window, wheel pans, wheel with Ctrl zooms. */
import { overviewSlot } from "./overview";
import type { Scene } from "./scene";

export interface PointerEvents {
  /** What is drawn now, null where nothing is. */
  scene(): Scene | null;
  seek(column: number): void;
  /** The window was moved or zoomed. */
  moved(): void;
  toggleRole(role: string): void;
}

/** A touch that moves less than this is a tap. */
const tapPx = 6;

type Drag = { pointer: number; startX: number; lastX: number; does: "scrub" | "pan" | "overview" };

/** Listens until the function that it returns is called. */
export function followPointer(target: HTMLElement, events: PointerEvents): () => void {
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(kind: K, listener: (event: HTMLElementEventMap[K]) => void, passive = true) =>
    target.addEventListener(kind, listener, { signal: stop.signal, passive });
  let drag: Drag | null = null;

  const scrub = (scene: Scene, x: number) => events.seek(scene.axis.columnAt(scene.view.slot(x)));
  const move = (scene: Scene, x: number) => {
    if (!drag) return;
    if (drag.does === "scrub") scrub(scene, x);
    else if (drag.does === "pan") scene.view.pan(scene.axis, drag.lastX - x);
    else scene.view.pan(scene.axis, (overviewSlot(scene, x) - (scene.view.from + scene.view.to) / 2) * scene.view.slotPx);
    drag.lastX = x;
    if (drag.does !== "scrub") events.moved();
  };

  on("pointerdown", (event) => {
    const scene = events.scene();
    if (!scene || event.button !== 0) return;
    const { offsetX: x, offsetY: y } = event;
    if (x < scene.view.leftPx) {
      const lane = scene.groups.flatMap((g) => g.box.lanes).find((l) => Math.abs(l.y - y) <= scene.sizes.lanePx / 2);
      if (lane?.row.folded) events.toggleRole(lane.row.role);
      return;
    }
    const does = y > scene.layout.height ? "overview" : event.pointerType === "touch" && !scene.view.fits ? "pan" : "scrub";
    drag = { pointer: event.pointerId, startX: x, lastX: x, does };
    target.setPointerCapture(event.pointerId);
    if (does !== "pan") move(scene, x);
  });
  on("pointermove", (event) => {
    const scene = events.scene();
    if (scene && drag?.pointer === event.pointerId) move(scene, event.offsetX);
  });
  on("pointerup", (event) => {
    const scene = events.scene();
    if (scene && drag?.does === "pan" && Math.abs(event.offsetX - drag.startX) < tapPx) scrub(scene, event.offsetX);
    drag = null;
  });
  on("pointercancel", () => (drag = null));
  on(
    "wheel",
    (event) => {
      const scene = events.scene();
      if (!scene) return;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey) scene.view.zoom(scene.axis, Math.exp(-event.deltaY / 200), event.offsetX);
      // A wheel that turns downward belongs to the page.
      else if (sideways !== 0 && !scene.view.fits) scene.view.pan(scene.axis, sideways);
      else return;
      event.preventDefault();
      events.moved();
    },
    false,
  );
  return () => stop.abort();
}
