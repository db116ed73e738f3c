/**
 * Reads a recording's text. Total: whatever the text is, the answer is a recording or a `RecordsError` that says in
 * words what is wrong and where. It checks what each field *is*, not what the records say together (that is the
 * validator's work, records/validate.go): what derives from a recording must bear any order of well-formed records.
 */
import type { Event, Header, Recording } from "./records";

/** The greatest version of the format that is known here. */
export const formatVersion = 1;

/** What is wrong with a recording's text; `line` counts from 1. */
export class RecordsError extends Error {
  override name = "RecordsError";
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`line ${line}: ${what}`);
  }
}

/** Reads NDJSON as records/FORMAT.md describes it; throws `RecordsError`. Bytes must be UTF-8. */
export function readRecording(text: string | Uint8Array): Recording {
  const lines = new Lines(typeof text === "string" ? text : decode(text));
  if (!lines.next()) throw new RecordsError(1, "the file is empty: a recording starts with a header");
  const header = checkHeader(lines.object("a header"));
  const events: Event[] = [];
  // A parser makes every text anew, but of lines of source a program has few: each is kept once.
  const places = new Map<string, string>();
  while (lines.next()) {
    const record = lines.object("a record");
    const wrong = wrongIn(record);
    if (wrong !== "") throw new RecordsError(lines.number, wrong);
    const event = record as unknown as Event;
    const { at } = event;
    if (at) {
      const known = places.get(at);
      if (known) event.at = known;
      else places.set(at, at);
    }
    events.push(event);
  }
  return { header, events };
}

type Fields = Record<string, unknown>;

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RecordsError(1, "the file is not text in UTF-8");
  }
}

/** The lines of a text, one at a time; each is parsed alone, so that an error knows its line. */
class Lines {
  number = 0;
  #next = 0;
  #line = "";

  constructor(readonly text: string) {
    if (text.startsWith("\uFEFF")) this.#next = 1;
  }

  next(): boolean {
    if (this.#next >= this.text.length) return false;
    const newline = this.text.indexOf("\n", this.#next);
    const end = newline < 0 ? this.text.length : newline;
    this.#line = this.text.slice(this.#next, end);
    this.#next = end + 1;
    this.number++;
    return true;
  }

  object(what: string): Fields {
    let value: unknown;
    try {
      value = JSON.parse(this.#line);
    } catch {
      const cut = this.#next > this.text.length ? "; the file seems to be cut off here" : "";
      throw new RecordsError(this.number, this.#line.trim() === "" ? "the line is empty" : `not ${what}: this is not JSON${cut}`);
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new RecordsError(this.number, `not ${what}: a JSON object is expected`);
    }
    return value as Fields;
  }
}

function checkHeader(record: Fields): Header {
  const fail = (what: string) => new RecordsError(1, what);
  const { version, threads, clock } = record;
  if (record.e !== "header" || !isInteger(version)) throw fail("a recording starts with a header that has a version");
  if (version > formatVersion) {
    throw fail(`this is version ${version} of the format; this Interleave reads up to version ${formatVersion}`);
  }
  if (version < 1) throw fail(`there is no version ${version} of the format`);
  if (typeof record.model !== "string" || typeof record.runtime !== "string") throw fail("the header does not say which model and runtime");
  if (!isInteger(threads) || threads < 1) throw fail("the header does not say how many threads");
  if (clock !== "virtual" && clock !== "real") throw fail("the header's clock is neither virtual nor real");
  for (const key of ["flavor", "demo", "machine", "date"]) {
    if (key in record && typeof record[key] !== "string") throw fail(`the header's ${key} is not a text`);
  }
  if ("seed" in record && !isInteger(record.seed)) throw fail("the header's seed is not an integer");
  checkMap(record, "params", isInteger, "integers");
  checkMap(record, "files", isText, "texts");
  checkMap(record, "tools", isText, "texts");
  return record as unknown as Header;
}

function checkMap(record: Fields, key: string, holds: (value: unknown) => boolean, what: string) {
  const map = record[key];
  if (map === undefined) return;
  if (typeof map !== "object" || map === null || Array.isArray(map) || !Object.values(map).every(holds)) {
    throw new RecordsError(1, `the header's ${key} are not names with ${what}`);
  }
}

/** What each known key must hold. A key that is not here is kept and ignored. */
const naturals = new Set(["u", "by", "r", "w", "cap", "held", "of", "parent", "until", "fd"]);
const integers = new Set(["len", "code", "choice"]);
const texts = new Set(["op", "v", "why", "kind", "name", "type", "how", "is", "at"]);

/** What is wrong with one record, in words; "" if nothing is. */
function wrongIn(record: Fields): string {
  if (typeof record.e !== "string" || record.e === "") return "the record has no kind: the field e is missing";
  if (!isNatural(record.t)) return record.t === undefined ? "the record has no time: the field t is missing" : "t is not a time in whole nanoseconds";
  if (record.e === "header") return "there is a second header";
  for (const key in record) {
    const value = record[key];
    if (texts.has(key)) {
      if (typeof value !== "string") return `${key} is not a text`;
    } else if (naturals.has(key)) {
      if (!isNatural(value)) return `${key} is not a whole number from 0`;
    } else if (integers.has(key)) {
      if (!isInteger(value)) return `${key} is not a whole number`;
    } else if (key === "ok") {
      if (typeof value !== "boolean") return "ok is neither true nor false";
    } else if (key === "blocked") {
      if (!Array.isArray(value) || !value.every(isNatural)) return "blocked is not a list of units";
    } else if (key === "stack") {
      if (!Array.isArray(value) || !value.every((frame) => isText(frame) && frame !== "")) return "stack is not a list of frames";
    } else if (key === "cases") {
      if (!Array.isArray(value) || !value.every(isCase)) return "cases is not a list of operations";
    }
  }
  if (record.e === "op" && record.ok === undefined) return "the op does not say whether it took effect: the field ok is missing";
  if (record.e === "out" && record.v === undefined) return "the out has no text: the field v is missing";
  return "";
}

/** Whole numbers that a double holds exactly; anything beyond is no id, no time and no length. */
function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isNatural(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCase(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { op, r, ready } = value as Fields;
  return isText(op) && (r === undefined || isNatural(r)) && (ready === undefined || typeof ready === "boolean");
}
