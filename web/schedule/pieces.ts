/** Builds sentences out of pieces; knows hardly a word of its own. */
import type { Piece, Schedule } from "./schedule";

export type Part = string | number | Piece | Piece[];

/** A template whose holes are texts, units and resources: say`${unit} sent ${4} to ${queue}.` */
export function say(strings: TemplateStringsArray, ...parts: Part[]): Piece[] {
  const pieces: Piece[] = [];
  strings.forEach((text, i) => {
    add(pieces, text);
    if (i < parts.length) add(pieces, parts[i]);
  });
  return pieces;
}

/** Sentences one after the other; empty ones are left out. */
export function join(sentences: Piece[][], between = " "): Piece[] {
  const pieces: Piece[] = [];
  for (const sentence of sentences) {
    if (sentence.length === 0) continue;
    if (pieces.length > 0) add(pieces, between);
    add(pieces, sentence);
  }
  return pieces;
}

/** a, b and c. */
export function list(items: Piece[][], last = "and"): Piece[] {
  if (items.length < 2) return items[0] ?? [];
  return say`${join(items.slice(0, -1), ", ")} ${last} ${items[items.length - 1]}`;
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

function add(pieces: Piece[], part: Part) {
  if (Array.isArray(part)) {
    for (const piece of part) add(pieces, piece);
    return;
  }
  const piece = typeof part === "object" ? part : { text: String(part) };
  const last = pieces[pieces.length - 1];
  const plain = piece.unit === undefined && piece.resource === undefined;
  if (piece.text === "") return;
  if (plain && last && last.unit === undefined && last.resource === undefined) pieces[pieces.length - 1] = { text: last.text + piece.text };
  else pieces.push(piece);
}
