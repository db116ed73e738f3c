import assert from "node:assert/strict";
import { test } from "node:test";
import { readRecording, RecordsError } from "./read";

const header = '{"e":"header","t":0,"version":1,"model":"go","runtime":"go1.26.8","threads":1,"clock":"real"}\n';

test("a recording is its header and its events in order", () => {
  const { header: first, events } = readRecording(`${header}{"e":"spawn","t":0,"u":1,"name":"main"}\n{"e":"exit","t":5,"how":"returned"}\n`);
  assert.equal(first.runtime, "go1.26.8");
  assert.deepEqual(events, [
    { e: "spawn", t: 0, u: 1, name: "main" },
    { e: "exit", t: 5, how: "returned" },
  ]);
});

test("bytes and text read alike, whatever ends the last line", () => {
  const text = `${header}{"e":"out","t":1,"v":"grün ✓","fd":1}`;
  const read = readRecording(text);
  assert.equal(read.events[0].v, "grün ✓");
  for (const same of [`${text}\n`, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) assert.deepEqual(readRecording(new TextEncoder().encode(same)), read);
});

test("kinds and keys that are not known are kept", () => {
  const { events } = readRecording(`${header}{"e":"steal","t":1,"from":{"w":2}}\n`);
  assert.deepEqual(events, [{ e: "steal", t: 1, from: { w: 2 } }]);
});

test("what cannot be read is refused with its line, in words", () => {
  const cases: [name: string, text: string, message: string][] = [
    ["nothing", "", "line 1: the file is empty"],
    ["not JSON", "hello\n", "line 1: not a header: this is not JSON"],
    ["another JSON", '{"a":1}\n', "line 1: a recording starts with a header"],
    ["a later version", header.replace('"version":1', '"version":2'), "line 1: this is version 2 of the format; this Interleave reads up to version 1"],
    ["no such version", header.replace('"version":1', '"version":0'), "line 1: there is no version 0"],
    ["no clock", header.replace("real", "sun"), "line 1: the header's clock"],
    ["hostile parameters", header.replace('"threads"', '"params":[1],"threads"'), "line 1: the header's params"],
    ["no kind", `${header}{"t":1}\n`, "line 2: the record has no kind"],
    ["no time", `${header}{"e":"run"}\n`, "line 2: the record has no time"],
    ["a time that is none", `${header}{"e":"run","t":1e300}\n`, "line 2: t is not a time"],
    ["an empty line", `${header}\n{"e":"run","t":1}\n`, "line 2: the line is empty"],
    ["cut in the middle", `${header}{"e":"run","t":1,"u`, "line 2: not a record: this is not JSON; the file seems to be cut off here"],
    ["two records on a line", `${header}{"e":"busy","t":1},{"e":"busy","t":1}\n`, "line 2: not a record: this is not JSON"],
    ["a record over two lines", `${header}{"e":"op",\n"t":1}\n`, "line 2: not a record"],
    ["a list", `${header}[]\n`, "line 2: not a record: a JSON object"],
    ["an op that does not say ok", `${header}{"e":"op","t":1,"u":1,"op":"send"}\n`, "line 2: the op does not say"],
    ["a text for a number", `${header}{"e":"run","t":1,"u":"1"}\n`, "line 2: u is not a whole number"],
    ["a number for a text", `${header}{"e":"wait","t":1,"op":1}\n`, "line 2: op is not a text"],
    ["half a unit", `${header}{"e":"run","t":1,"u":1.5}\n`, "line 2: u is not a whole number"],
    ["a stack that is none", `${header}{"e":"wait","t":1,"op":"send","stack":[1]}\n`, "line 2: stack is not a list"],
    ["cases that are none", `${header}{"e":"wait","t":1,"op":"select","cases":[null]}\n`, "line 2: cases is not a list"],
    ["a second header", header + header, "line 2: there is a second header"],
  ];
  for (const [name, text, message] of cases) {
    assert.throws(
      () => readRecording(text),
      (error) => error instanceof RecordsError && error.message.startsWith(message),
      name,
    );
  }
  assert.throws(() => readRecording(new Uint8Array([0x7b, 0xff])), /^RecordsError: line 1: the file is not text in UTF-8$/);
});

test("a file cannot reach the prototypes of objects", () => {
  const { events } = readRecording(`${header}{"e":"run","t":1,"u":1,"__proto__":{"polluted":true},"constructor":{"x":1}}\n`);
  assert.equal(Object.getPrototypeOf(events[0]), Object.prototype);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test("very deep nesting ends in words", () => {
  const deep = `${header}{"e":"x","t":1,"deep":${"[".repeat(1e6)}${"]".repeat(1e6)}}\n`;
  try {
    readRecording(deep);
  } catch (error) {
    assert.ok(error instanceof RecordsError);
  }
});
