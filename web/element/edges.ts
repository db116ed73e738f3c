/** The edges of a program's pane: a line that goes on beyond the right one fades there, and none is cut at the upper one. */

/** Height of what stands over the lines, as the style sheet has it. */
const headPx = 26;
const footPx = 5;

export function keepEdges(box: HTMLElement) {
  const fade = () => {
    const edge = box.scrollLeft + box.clientWidth;
    const lines = [...box.querySelectorAll<HTMLElement>("[data-at] > code")].filter((line) => line.offsetParent);
    // All is read before anything is written: else each line would be laid out anew.
    const over = lines.map((line) => line.offsetLeft + line.scrollWidth > edge + 1);
    lines.forEach((line, i) => line.parentElement!.classList.toggle("over", over[i]));
    if (lines[0]) box.style.setProperty("--edge", `${edge - lines[0].offsetLeft}px`);
  };
  /** Scrolling snaps to lines; so that it can at the end as well, the end is that of a line. */
  const align = () => {
    box.style.paddingBottom = `${footPx}px`;
    const last = box.scrollHeight - box.clientHeight;
    const row = last > 0 && [...box.querySelectorAll<HTMLElement>("[data-at]")].find((r) => r.offsetParent && r.offsetTop - headPx >= last);
    if (row) box.style.paddingBottom = `${footPx + row.offsetTop - headPx - last}px`;
  };
  box.addEventListener("scroll", fade, { passive: true });
  const observer = new ResizeObserver(() => {
    align();
    fade();
  });
  // Folds too change how much there is.
  for (const part of [box, ...box.querySelectorAll(":scope > div:not(.ln)")]) observer.observe(part);
}
