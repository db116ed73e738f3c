/** What the marks on the stage mean. */
import { h, icon } from "./dom";

/** Name, drawing in a box of 10 px height, its width, and how it is drawn where that is not a thin line. */
const marks: [name: string, path: string, widthPx: number, style?: string][] = [
  ["running", "M0 5h18", 18, "stroke-width:8"],
  ["ready", "M.5 2.5h17v5H.5zM3 7.5l4-5m1 5l4-5m1 5l3-4", 18],
  ["waiting", "M0 5h18", 18],
  ["sleeping", "M1 5h18", 18, "stroke-width:1.75;stroke-dasharray:1.5 4;stroke-linecap:round"],
  ["ended", "M2 0v10M6 0v10", 8, "stroke-width:1.6"],
  ["wakes", "M4 10V0M1 4l3-4 3 4", 8],
  ["message", "M1 1c1 7 17 1 18 8M16.6 5.5L19 9.5l1-4", 20],
  ["idle, time passes", "M0 5h12", 12, "stroke-width:10;stroke:var(--rule)"],
];

export function legend(): HTMLElement {
  const items = marks.map(([name, path, widthPx, style], i) => {
    const drawing = icon(path, widthPx, 10);
    if (style) drawing.style.cssText = style;
    return h("span", { class: i > 3 ? "opt" : null }, drawing, name);
  });
  return h("div", { class: "key", role: "group", "aria-label": "Key" }, ...items);
}
