/** The page of how to embed: the site's own address in what is copied, and examples that can be tried. */
import type { FrameMessage, InterleaveDemoElement } from "../element/public";

const sayForMs = 2000;

const root = new URL("../", location.href).href;
for (const place of document.querySelectorAll("[data-root]")) place.textContent = root;

for (const pre of document.querySelectorAll("pre:not(.shown)")) {
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = "Copy";
  copy.setAttribute("aria-live", "polite");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent ?? "");
      copy.textContent = "Copied";
    } catch {
      // Where copying is forbidden, the text is selected instead.
      getSelection()?.selectAllChildren(pre);
      copy.textContent = "Selected";
    }
    setTimeout(() => (copy.textContent = "Copy"), sayForMs);
  });
  const row = document.createElement("div");
  row.className = "copied";
  row.append(copy);
  pre.before(row);
}

const example = document.querySelector<InterleaveDemoElement>("#attributed");
if (example) tryAttributes(example);

/** A press gives the attribute to the example, another takes it away again; the tag above says what it has. */
function tryAttributes(demo: InterleaveDemoElement) {
  const tag = document.querySelector(`[data-tag="${demo.id}"]`);
  const { observedAttributes: known } = demo.constructor as unknown as { observedAttributes: string[] };
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-attribute]")];
  const follow = () => {
    const said = known.filter((name) => demo.hasAttribute(name)).map((name) => ` ${name}="${demo.getAttribute(name)}"`);
    if (tag) tag.textContent = `<interleave-demo${said.join("")}>`;
    for (const button of buttons) {
      const { attribute, value } = button.dataset;
      button.setAttribute("aria-pressed", String(value !== undefined && demo.getAttribute(attribute!) === value));
    }
  };
  for (const button of buttons) {
    const name = button.dataset.attribute!;
    button.addEventListener("click", () => {
      button.dataset.value ??= valueOf(demo, name);
      if (demo.getAttribute(name) === button.dataset.value) demo.removeAttribute(name);
      else demo.setAttribute(name, button.dataset.value);
    });
  }
  new MutationObserver(follow).observe(demo, { attributes: true });
  follow();
}

/** Names something that is there: a recording that is not on the stage, or a lane. */
function valueOf({ sources, state }: InterleaveDemoElement, name: string): string {
  const run = sources.find((source) => source.kind === "recorded" && !source.staged);
  const [source, { units }] = Object.entries(state?.sources ?? {})[0] ?? ["", { units: [] }];
  if (name === "recordings") return run ? `${run.source}-${run.id}` : "";
  return units.length > 0 ? `${source} unit ${units.at(-1)!.name}` : "";
}

/** The methods that a button can call with what it has to give. */
type Scripted = Record<string, (given?: unknown) => unknown>;

const demo = document.querySelector<InterleaveDemoElement>("#scripted");
const shown = document.querySelector<HTMLElement>(".shown");
const [said, heard] = document.querySelectorAll("output");
for (const button of document.querySelectorAll<HTMLElement>("[data-call]")) {
  const { call, by } = button.dataset;
  button.addEventListener("click", () => {
    // What goes wrong is an event too.
    void Promise.resolve((demo as unknown as Scripted)[call!](by && JSON.parse(by))).catch(() => {});
  });
}
for (const button of document.querySelectorAll<HTMLElement>("[data-show]")) {
  const { show, by } = button.dataset;
  button.addEventListener("click", () => {
    if (!demo || !shown) return;
    const value = show === "records" ? demo.records(JSON.parse(by!) as string) : demo[show as "state" | "sources" | "source"];
    shown.textContent = typeof value === "string" ? value : JSON.stringify(value, null, 1);
    shown.hidden = false;
  });
}
for (const name of ["ready", "run", "progress", "step", "view", "predict"] as const) {
  demo?.addEventListener(`interleave:${name}`, ({ type, detail }) => (said.textContent = `${type}, step ${detail.step} of ${detail.steps}`));
}
demo?.addEventListener("interleave:error", ({ type, detail }) => (said.textContent = `${type}: ${detail.message}`));

const frame = document.querySelector("iframe");
addEventListener("message", ({ data, source }: MessageEvent<FrameMessage | undefined>) => {
  if (!frame || source !== frame.contentWindow || typeof data?.type !== "string") return;
  if (data.type === "interleave:resize") frame.style.height = `${data.height}px`;
  if (data.type.startsWith("interleave:")) heard.textContent = data.type === "interleave:resize" ? `${data.type}, ${data.height} px` : data.type;
});
for (const button of document.querySelectorAll<HTMLElement>("[data-set]")) {
  button.addEventListener("click", () => {
    frame?.contentWindow?.postMessage({ type: "interleave:set", attributes: JSON.parse(button.dataset.set!) }, "*");
  });
}

// The examples follow the page's theme.
new MutationObserver(() => {
  const theme = document.documentElement.dataset.theme ?? "auto";
  for (const example of document.querySelectorAll(".example")) example.setAttribute("theme", theme);
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });
