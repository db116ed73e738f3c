import assert from "node:assert/strict";
import { test } from "node:test";
import type { DemoInfo } from "../demo";
import type { Event, Header } from "../records/records";
import { readWishes, writeWishes, type Wishes } from "./attributes";
import { Model } from "./model";

const wishes: Wishes = {
  ...{ demo: "", params: {}, seed: 7, clock: "virtual", present: false, show: { sides: "both", code: true, stage: true }, at: "" },
  ...{ recordings: [], axis: "steps", view: "stage", lanes: { workers: false, path: false }, lineup: null, zoom: null, predict: false },
};

function header(model: string, changes: Partial<Header> = {}): Header {
  return { e: "header", t: 0, version: 1, model, runtime: `${model} 1`, threads: 1, clock: "virtual", ...changes };
}

const demo: DemoInfo = {
  name: "queue",
  title: "Queue",
  question: "?",
  group: "",
  setup: "",
  parameters: [{ name: "room", values: [0, 1], default: 1, label: "room", without: { tokio: { "0": "There is no queue without room." } } }],
  programs: ["go", "tokio"].map((model) => ({ model, language: model, files: [], marks: [{ name: "sent", file: "main", line: 3, of: "" }] })),
  recordings: [
    { header: header("tokio", { threads: 2, clock: "real", flavor: "multi_thread" }), url: "two", bytes: 1 },
    { header: header("tokio", { flavor: "current_thread" }), url: "one", bytes: 1 },
  ],
  live: { wasm: "x.wasm", bytes: 2, compressed: 1, program: "queue", names: "" },
  output: {},
  text: "",
};

/** A run of one unit that sends at line 3, after as many operations elsewhere. */
function run(model: string, before: number) {
  const events: Event[] = [
    { e: "spawn", t: 0, u: 1, name: "main" },
    { e: "run", t: 1, u: 1, w: 0 },
    { e: "new", t: 2, u: 1, r: 1, kind: "unbounded", name: "q", at: "main:1" },
  ];
  for (let i = 0; i < before; i++) events.push({ e: "op", t: 3 + i, u: 1, r: 1, op: "send", v: "0", len: i + 1, ok: true, at: "main:2" });
  events.push({ e: "op", t: 3 + before, u: 1, r: 1, op: "send", v: "1", len: before + 1, ok: true, at: "main:3" });
  events.push({ e: "end", t: 4 + before, u: 1, how: "returned" }, { e: "exit", t: 5 + before, how: "returned" });
  return { header: header(model), events };
}

test("Go is run live, and of recordings the simplest comes first", () => {
  const [go, tokio] = new Model(demo, wishes).sources;
  assert.equal(go.variant?.live, true);
  assert.deepEqual(
    tokio.variants.map((v) => v.url),
    ["one", "two"],
  );
});

test("where a side has no run, the scenario's reason is told, else that there is no recording", () => {
  const model = new Model(demo, { ...wishes, params: { room: 0 } });
  assert.equal(model.sources[1].why, "There is no queue without room.");
  model.setParams({ room: 5 });
  assert.equal(model.params.room, 5);
  assert.equal(model.sources[1].why, "There is no recording with room 5, only with 0, 1.");
  model.setParams({});
  assert.equal(model.sources[1].why, "");
});

test("a choice among recordings survives new parameters where it still exists", () => {
  const model = new Model(demo, wishes);
  const [, tokio] = model.sources;
  tokio.variant = tokio.variants[1];
  model.setParams({ room: 1 });
  assert.equal(tokio.variant.url, "two");
});

test("a mark that both sides have stands where the first of them reaches it", () => {
  const model = new Model(demo, wishes);
  const [go, tokio] = model.sources;
  go.put(run("go", 4), true, model.roles);
  tokio.put(run("tokio", 1), false, model.roles);
  model.align();
  assert.equal(model.marks.length, 1);
  const [{ column }] = model.marks;
  const { schedule } = go.run!;
  assert.equal(schedule.recording.events[schedule.steps.lead[model.stepAt(0, column)]].at, "main:3");
  assert.equal(model.columnNamed("SENT"), column);
  model.showSides("rust");
  model.align();
  assert.ok(model.marks[0].column < column);
});

test("every side is at its own last step in the last column, and the playhead stays within", () => {
  const model = new Model(demo, wishes);
  const [go, tokio] = model.sources;
  go.put(run("go", 9), true, model.roles);
  tokio.put(run("tokio", 1), false, model.roles);
  model.align();
  model.column = model.steps;
  assert.equal(model.positionOf(0), go.run!.schedule.time.length);
  assert.equal(model.positionOf(1), tokio.run!.schedule.time.length);
  go.clear();
  model.align();
  assert.equal(model.column, model.steps);
  assert.equal(model.columnNamed("99999"), model.steps);
});

test("a role has one colour on both sides, main none", () => {
  const model = new Model(demo, wishes);
  const crowd = (...names: string[]) => ({ header: header("go"), events: names.map((name, i): Event => ({ e: "spawn", t: i, u: i + 1, name })) });
  const [go, tokio] = model.sources;
  go.put(crowd("main", "producer", "consumer"), true, model.roles);
  tokio.put(crowd("main", "consumer", "consumer", "producer"), false, model.roles);
  const [, producer, consumer] = go.run!.colours;
  assert.deepEqual([...tokio.run!.colours], [0, consumer, consumer, producer]);
});

test("turning the clock chooses a recording by that clock, where there is one", () => {
  const model = new Model(demo, wishes);
  assert.equal(model.sources[1].variant?.url, "one");
  assert.ok(model.setClock("wall"));
  assert.equal(model.sources[1].variant?.url, "two");
  assert.ok(model.sources[0].variant?.live, "a live run has either clock");
  assert.ok(model.setClock("virtual"));
  assert.equal(model.sources[1].variant?.url, "one");
  assert.equal(new Model(demo, { ...wishes, clock: "wall" }).sources[1].variant?.url, "two");
});

test("recordings are chosen by name, by the beginning of a name too, and unknown names change nothing", () => {
  const chosen = (...recordings: string[]) => new Model(demo, { ...wishes, recordings }).sources.map((s) => s.variant?.url);
  assert.deepEqual(chosen("tokio-multi_thread-2-real"), ["", "two"]);
  assert.deepEqual(chosen("tokio-multi_thread"), ["", "two"]);
  assert.deepEqual(chosen("tokio-multi"), ["", "one"]);
  assert.deepEqual(chosen("go-live", "__proto__", "tokio-", "js-live"), ["", "one"]);
});

test("what is written as attributes brings another model to the same", () => {
  const model = new Model(demo, { ...wishes, params: { room: 0 }, seed: 12, clock: "wall", recordings: ["tokio-current_thread"] });
  model.showSides("rust");
  model.view.axis = "time";
  model.view.path = model.view.workers = true;
  model.wantedLineUp = "markers";
  model.view.window = () => [3, 9];
  model.column = 5;
  const written = writeWishes(model);
  const element = { getAttribute: (name: string) => written[name] ?? null } as unknown as Element;
  const read = readWishes(element);
  assert.deepEqual(read, { ...read, demo: "queue", params: { room: 0 }, seed: 12, clock: "wall", at: "5", axis: "time", view: "stage", lanes: { workers: true, path: true }, lineup: "markers", zoom: [3, 9] });
  assert.equal(read.show.sides, "rust");
});
