/**
 * The stage's inks. Themes live in the element's style sheet alone: the stage reads the custom properties
 * that hold there and draws with nothing else.
 */

/** The inks of one role: lines, filled bars, what stands on a filled bar, words, and a unit that is ready. */
export interface RoleInk {
  mark: string;
  fill: string;
  on: string;
  text: string;
  hatch: CanvasPattern | string;
}

export interface Palette {
  surface: string;
  sunk: string;
  /** Outline of a stretch in which nothing can run. */
  idle: string;
  ink: string;
  ink2: string;
  ink3: string;
  control: string;
  rule: string;
  rule2: string;
  halt: string;
  playhead: string;
  /** Opacity of the veil over what has not been played yet, 0…1. */
  veil: number;
  /** Width of the line of a unit that waits. */
  hairPx: number;
  sans: string;
  mono: string;
  /** Indexed by role colour: 0 is the main unit's. */
  roles: RoleInk[];
  /** Slots that are reserved and not yet written. */
  hatch: CanvasPattern | string;
}

/** The style sheet's letters of the role colours, in order of role. */
export const roleKeys = ["m", "p", "c", "d", "e"] as const;

/** Reads the inks that hold at `host`. `ratio` is device pixels per CSS pixel. */
export function readPalette(host: Element, ratio: number): Palette {
  const style = getComputedStyle(host);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  // A property may hold a choice between themes, which only a real element resolves.
  const probe = host.appendChild(document.createElement("i"));
  const ink = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const surface = ink("surface");
  // Where the system forces its colours, roles have none: height, hatch, dash and letter tell them apart.
  const forced = matchMedia("(forced-colors: active)").matches;
  const roleInk = (key: string): RoleInk => {
    const mark = ink(forced ? "ink" : key);
    const hatch = hatching(mark, surface, ratio);
    return forced
      ? { mark, fill: mark, on: surface, text: mark, hatch }
      : { mark, fill: ink(`${key}-fill`), on: ink("on"), text: ink(`${key}-text`), hatch };
  };
  const palette: Palette = {
    surface,
    sunk: ink("sunk"),
    idle: ink("idle"),
    ink: ink("ink"),
    ink2: ink("ink-2"),
    ink3: ink("ink-3"),
    control: ink("ctl"),
    rule: ink("rule"),
    rule2: ink("rule-2"),
    halt: ink("halt"),
    playhead: ink("playhead"),
    veil: Number(value("veil")),
    hairPx: parseFloat(value("hair")),
    sans: value("sans"),
    mono: value("mono"),
    roles: roleKeys.map((key) => roleInk(key)),
    hatch: hatching(ink("ctl"), surface, ratio),
  };
  probe.remove();
  return palette;
}

/** Diagonal lines on paper. The tile repeats without a seam; it is made in device pixels, so lines stay crisp. */
function hatching(ink: string, paper: string, ratio: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  const size = (tile.width = tile.height = Math.max(4, Math.round(5 * ratio)));
  const ctx = tile.getContext("2d");
  if (!ctx) return ink;
  ctx.fillStyle = paper;
  ctx.fillRect(0, 0, size, size);
  ctx.strokeStyle = ink;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift - size, size * 2);
    ctx.lineTo(shift + size * 2, -size);
  }
  ctx.stroke();
  const pattern = ctx.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? ink;
}
