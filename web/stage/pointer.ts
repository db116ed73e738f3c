/**
 * Pointers and wheel on the stage: drag scrubs, a finger moves a window, two fingers or the wheel with Ctrl or ⌘ zoom, the wheel
 * pans sideways. What is only pointed at or tapped is reported, not judged: stage/hit.ts knows what lies there.
 */
import type { Scene } from "./scene";

export interface PointerEvents {
  /** What is drawn now, null where nothing is. */
  scene(): Scene | null;
  seek(column: number): void;
  /** The window was moved or zoomed. */
  moved(): void;
  /** A pointer rests on a point and presses nothing; null once it has left. */
  hovered(point: Point | null): void;
  /** Pressed and let go at one point. */
  tapped(point: Point): void;
}

/** Pixels of the canvas; `coarse` where a finger points. */
export interface Point {
  x: number;
  y: number;
  coarse: boolean;
}

/** A press that moves less than this is a tap. */
const tapPx = 6;
/** A wheel that counts lines instead of pixels. */
const linePx = 16;

type Drag = { startX: number; does: "tap" | "scrub" | "pan" | "overview" };

/** Listens until the function that it returns is called. */
export function followPointer(target: HTMLElement, events: PointerEvents): () => void {
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(kind: K, listener: (event: HTMLElementEventMap[K]) => void, passive = true) =>
    target.addEventListener(kind, listener, { signal: stop.signal, passive });
  /** Where each pointer that presses is. */
  const pressed = new Map<number, number>();
  let drag: Drag | null = null;

  const scrub = (scene: Scene, x: number) => events.seek(scene.axis.columnAt(scene.view.slot(x)));
  const toOverview = ({ view, axis }: Scene, slot: number) => view.pan(axis, (slot - (view.from + view.to) / 2) * view.slotPx);

  on("pointerdown", (event) => {
    const scene = events.scene();
    if (!scene || event.button !== 0) return;
    const { offsetX: x, offsetY: y } = event;
    events.hovered(null);
    pressed.set(event.pointerId, x);
    target.setPointerCapture(event.pointerId);
    const overview = y > scene.layout.height && !scene.view.fits;
    drag = { startX: x, does: overview ? "overview" : "tap" };
    if (overview) {
      toOverview(scene, overviewSlot(scene, x));
      events.moved();
    } else if (event.pointerType !== "touch" && x >= scene.view.leftPx) scrub(scene, x);
  });
  on("pointermove", (event) => {
    const scene = events.scene();
    if (!scene) return;
    const { offsetX: x, offsetY: y, pointerId } = event;
    const before = pressed.get(pointerId);
    if (before === undefined) return events.hovered({ x, y, coarse: false });
    if (pressed.size > 1) {
      const [other] = [...pressed].find(([id]) => id !== pointerId) ?? [];
      pinch(scene, pressed.get(other!)!, before, x);
      drag = null;
    } else if (drag) {
      const touch = event.pointerType === "touch";
      if (drag.does === "tap" && drag.startX >= scene.view.leftPx && Math.abs(x - drag.startX) >= tapPx) drag.does = touch && !scene.view.fits ? "pan" : "scrub";
      if (drag.does === "scrub") scrub(scene, x);
      else if (drag.does === "pan") scene.view.pan(scene.axis, before - x);
      else if (drag.does === "overview") toOverview(scene, overviewSlot(scene, x));
      if (drag.does === "pan" || drag.does === "overview") events.moved();
    }
    pressed.set(pointerId, x);
  });
  /** Two fingers: what lay between them stays between them. */
  const pinch = ({ view, axis }: Scene, other: number, before: number, x: number) => {
    view.pan(axis, (before - x) / 2);
    view.zoom(axis, Math.max(8, Math.abs(x - other)) / Math.max(8, Math.abs(before - other)), (x + other) / 2);
    events.moved();
  };
  on("pointerup", (event) => {
    const scene = events.scene();
    const { offsetX: x, offsetY: y } = event;
    if (scene && drag?.does === "tap" && pressed.has(event.pointerId)) {
      const coarse = event.pointerType === "touch";
      if (coarse && x >= scene.view.leftPx) scrub(scene, x);
      events.tapped({ x, y, coarse });
    }
    lift(event);
  });
  const lift = (event: PointerEvent) => {
    pressed.delete(event.pointerId);
    drag = null;
  };
  on("pointercancel", lift);
  on("pointerleave", () => events.hovered(null));
  on(
    "wheel",
    (event) => {
      const scene = events.scene();
      if (!scene) return;
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePx : 1;
      const sideways = event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) scene.view.zoom(scene.axis, Math.exp((-event.deltaY * scale) / 200), event.offsetX);
      // A wheel that turns downward belongs to the page.
      else if (Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY)) && !scene.view.fits) scene.view.pan(scene.axis, sideways * scale);
      else return;
      event.preventDefault();
      events.moved();
    },
    false,
  );
  return () => stop.abort();
}

/** The slot under a pixel of the bar for the whole run. */
function overviewSlot({ view, axis }: Scene, x: number): number {
  return ((x - view.leftPx) / (view.rightPx - view.leftPx)) * axis.length;
}
