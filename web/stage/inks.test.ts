/** The inks of the style sheets, measured: WCAG 2.2 asks for 3:1 of marks and 4.5:1 of words, in every theme. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { roleKeys } from "./palette";

// Tests run at the repository's root.
const css = readFileSync("web/element/element.inline.css", "utf8");

type Rgb = [red: number, green: number, blue: number];

/** The custom properties of a rule, as written. */
function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  assert.ok(start >= 0, `${selector} is there`);
  const body = css.slice(start, css.indexOf("}", start)).replace(/\/\*.*?\*\//gs, "");
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
}

const base = tokens(".il");
const contrast = tokens(".il[data-theme~=contrast]");

/** How much of its role's mark the line of the unit that acts has. */
const washed = Number(/\.act \{ background: color-mix\(in srgb, var\(--mk\) (\d+)%/.exec(css)?.[1]) / 100;

/** A token's colour in a theme; `x-wash` is the line of the unit that acts. */
function ink(name: string, dark: boolean, more: boolean): Rgb {
  const wash = /^(\w)-wash$/.exec(name);
  if (wash) {
    const [mark, paper] = [ink(wash[1], dark, more), ink("surface", dark, more)];
    return paper.map((part, i) => part + washed * (mark[i] - part)) as Rgb;
  }
  const value = (more && contrast.get(name)) || base.get(name);
  assert.ok(value, `--${name} is there`);
  const other = /^var\(--([\w-]+)\)$/.exec(value);
  if (other) return ink(other[1], dark, more);
  const pair = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
  const hex = (pair ? pair[dark ? 2 : 1] : value).slice(1);
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  assert.match(full, /^[0-9a-f]{6}$/, `--${name}: ${value}`);
  return [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16)) as Rgb;
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const words = ["ink", "ink-2", "ink-3", "halt", ...roleKeys.map((key) => `${key}-text`)];
/** The stage's marks lie on its surface; controls lie on the page too. */
const marks = ["playhead", ...roleKeys];
const controls = ["ctl", "focus"];

for (const dark of [false, true]) {
  for (const more of [false, true]) {
    test(`inks stand out ${dark ? "in the dark" : "in the light"}${more ? ", with more contrast" : ""}`, () => {
      const atLeast = (least: number, name: string, paper: string) => {
        const found = ratio(ink(name, dark, more), ink(paper, dark, more));
        assert.ok(found >= least, `--${name} on --${paper} has ${found.toFixed(2)}:1, and needs ${least}:1`);
      };
      for (const paper of ["surface", "page", "sunk"]) {
        for (const name of words) atLeast(more && name !== "halt" && !name.endsWith("-text") ? 7 : 4.5, name, paper);
      }
      for (const name of [...marks, ...controls]) atLeast(3, name, "surface");
      for (const name of controls) atLeast(3, name, "page");
      for (const key of roleKeys) {
        atLeast(4.5, "on", `${key}-fill`);
        atLeast(4.5, "ink", `${key}-wash`);
        atLeast(4.5, `${key}-text`, `${key}-wash`);
      }
      atLeast(4.5, "surface", "ink");
    });
  }
}
