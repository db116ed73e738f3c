/** What the marks on the stage mean. */
import { h } from "./dom";

/** Each mark as a drawing of 10 px height; it is our own text, never a reader's. */
const marks: [string, string, boolean][] = [
  ["running", '<svg width="18" height="10"><rect y="1" width="18" height="8" rx="1.5" fill="currentColor"/></svg>', false],
  ["ready", '<svg width="18" height="10" stroke="currentColor"><rect x=".5" y="2.5" width="17" height="5" fill="none"/><path d="M3 7.500l4-5m1 5l4-5m1 5l3-4" stroke-width="1.400"/></svg>', false],
  ["waiting", '<svg width="18" height="10"><path d="M0 5h18" stroke="currentColor" stroke-width="1.25"/></svg>', false],
  ["sleeping", '<svg width="18" height="10"><path d="M1 5h18" stroke="currentColor" stroke-width="1.75" stroke-dasharray="1.5 4" stroke-linecap="round"/></svg>', false],
  ["ended", '<svg width="8" height="10"><path d="M2 0v10M6 0v10" stroke="currentColor" stroke-width="1.600"/></svg>', true],
  ["wakes", '<svg width="8" height="10"><path d="M4 10V4" stroke="currentColor" stroke-dasharray="1.5 1.5"/><path d="M0 4.500h8L4 0z" fill="currentColor"/></svg>', true],
  ["message", '<svg width="20" height="10" fill="none" stroke="currentColor"><path d="M1 1c1 7 17 1 18 8M16.600 5.500L19 9.500l1-4"/></svg>', true],
  ["idle, time passes", '<svg width="12" height="10"><rect class="idle" width="12" height="10"/></svg>', true],
];

export function legend(): HTMLElement {
  const items = marks.map(([name, drawing, optional]) => {
    const item = h("span", { class: optional ? "opt" : null });
    item.innerHTML = drawing;
    item.firstElementChild?.setAttribute("aria-hidden", "true");
    item.append(name);
    return item;
  });
  return h("div", { class: "key", role: "group", "aria-label": "Key" }, ...items);
}
