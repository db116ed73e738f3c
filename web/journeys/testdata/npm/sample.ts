// What a program that uses the package says: held to its types, and bundled and run in a browser.
import { setBase, type ElementState, type FrameMessage, type FrameWish, type Header, type InterleaveAttributes, type RecordedEvent } from "interleave-embed";

setBase(new URL("interleave/", document.baseURI));

const attributes: Required<InterleaveAttributes> = {
  demo: "backpressure",
  params: "buffer=1",
  seed: 7,
  clock: "virtual",
  show: "both",
  at: "producer waits",
  recordings: "",
  axis: "steps",
  view: "stage",
  lineup: "markers",
  zoom: "",
  select: "go unit producer",
  print: "handout",
  theme: "dark",
  predict: "false",
  present: "false",
  lang: "en-GB",
};

const demo = document.createElement("interleave-demo");
for (const [name, value] of Object.entries(attributes)) demo.setAttribute(name, String(value));
document.body.append(demo);

const heard: string[] = [];
document.addEventListener("interleave:ready", ({ type, detail }) => heard.push(`${type} ${detail.demo}`));
demo.addEventListener("interleave:step", ({ type, detail }) => heard.push(`${type} ${detail.step}`));
demo.addEventListener("interleave:run", ({ detail }) => heard.push(detail.sources.go.outcome?.how ?? "not ended"));
demo.addEventListener("interleave:view", ({ detail }) => void detail.attributes.at);
demo.addEventListener("interleave:predict", ({ detail }) => void detail.predicting);
demo.addEventListener("interleave:progress", ({ detail }) => void detail.running);
demo.addEventListener("interleave:error", ({ detail }) => heard.push(detail.message));

export async function use(): Promise<{ heard: string[]; steps: number; events: number; line: string }> {
  await demo.ready;
  const after: ElementState = await demo.run({ params: { buffer: 0 }, seed: 3, clock: "virtual", picks: [0], explore: 0 });
  demo.seek({ step: 2 });
  demo.seek({ time: 0 });
  demo.step();
  demo.step(-1);
  await demo.play();
  demo.pause();
  demo.stop();
  demo.focus({ preventScroll: true });
  demo.key(new KeyboardEvent("keydown", { key: "?" }));
  const [header, ...events] = demo.records("go") as [Header, ...RecordedEvent[]];
  demo.seek({ step: 20 });
  const unit = demo.state?.sources.go.units.find((unit) => unit.at);
  const staged = demo.sources.filter((entry) => entry.staged && entry.header?.model === "go");
  if (header.version !== 1 || staged.length !== 1 || !demo.source.includes("package main")) throw new Error("the package says something else");
  return { heard, steps: after.steps, events: events.length, line: unit?.at ?? "" };
}

export function resize(frame: HTMLIFrameElement, message: FrameMessage) {
  if (message.type === "interleave:resize") frame.style.height = `${message.height}px`;
  else if (message.type === "interleave:error") throw new Error(message.detail.message);
  else heard.push(String(message.detail.step));
  frame.contentWindow?.postMessage({ type: "interleave:set", attributes: { theme: "dark", at: null } } satisfies FrameWish, "*");
}

Object.assign(globalThis, { use, setBase });

// What is not there is refused.
export function wrong() {
  // @ts-expect-error: there is no such clock.
  void demo.run({ clock: "sundial" });
  // @ts-expect-error: a place has one of three names.
  demo.seek({ page: 3 });
  // @ts-expect-error: the state can only be read.
  demo.state = null;
  // @ts-expect-error: there is no such method.
  demo.rewind();
  // @ts-expect-error: the DOM's own Event stays what it is.
  void (new Event("x") satisfies RecordedEvent);
  // @ts-expect-error: a site is named by its address.
  setBase(7);
}
