/** Builds sentences out of pieces; knows hardly a word of its own. */
import type { Piece, Schedule } from "./schedule";

export type Part = string | number | Piece | Piece[];

/** Fills a template of phrases.ts, which says what its signs mean; `hole` gives what stands in a hole, "" for nothing. */
export function fill(template: string, hole: (name: string) => Part): Piece[] {
  const pieces: Piece[] = [];
  template.split(/\[(.+?)\]/).forEach((text, i) => {
    for (const alternative of i % 2 > 0 ? text.split("|") : [text]) {
      const parts = alternative.split(/[{}]/).map((part, n) => (n % 2 > 0 ? hole(part) : part));
      if (i % 2 > 0 && parts.some((part, n) => n % 2 > 0 && isNothing(part))) continue;
      add(pieces, ...parts);
      break;
    }
  });
  return pieces;
}

/** Sentences one after the other; empty ones are left out. */
export function join(sentences: Piece[][], between = " "): Piece[] {
  const pieces: Piece[] = [];
  for (const sentence of sentences.filter((s) => s.length > 0)) add(pieces, pieces.length > 0 ? between : "", sentence);
  return pieces;
}

/** a, b and c. */
export function list(items: Part[], last = "and"): Piece[] {
  const pieces: Piece[] = [];
  items.forEach((item, i) => add(pieces, i === 0 ? "" : i < items.length - 1 ? ", " : ` ${last} `, item));
  return pieces;
}

/** A unit's name; −1 stands for one that the recording does not say. */
export function unitPiece(schedule: Schedule, unit: number): Piece {
  return unit < 0 ? { text: "somebody" } : { text: schedule.units[unit].name, unit };
}

/** A resource's name; −1 stands for one that the recording does not say. */
export function resourcePiece(schedule: Schedule, resource: number): Piece {
  return resource < 0 ? { text: "something unnamed" } : { text: schedule.resources[resource].name, resource };
}

export function textOf(pieces: Piece[]): string {
  return pieces.map((piece) => piece.text).join("");
}

function isNothing(part: Part): boolean {
  return part === "" || (Array.isArray(part) && part.length === 0);
}

function add(pieces: Piece[], ...parts: Part[]) {
  for (const part of parts) {
    if (Array.isArray(part)) {
      add(pieces, ...part);
      continue;
    }
    const piece = typeof part === "object" ? part : { text: String(part) };
    const last = pieces[pieces.length - 1];
    if (piece.text === "") continue;
    if (last && isPlain(piece) && isPlain(last)) pieces[pieces.length - 1] = { text: last.text + piece.text };
    else pieces.push(piece);
  }
}

function isPlain({ unit, resource }: Piece): boolean {
  return unit === undefined && resource === undefined;
}
