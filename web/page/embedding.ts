/** The page of how to embed: the site's own address in what is copied, and examples that can be tried. */

const sayForMs = 2000;

const root = new URL("../", location.href).href;
for (const place of document.querySelectorAll("[data-root]")) place.textContent = root;

for (const pre of document.querySelectorAll("pre")) {
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

type Scripted = HTMLElement & Record<"step" | "play" | "pause" | "run", (by?: number) => unknown>;

const demo = document.querySelector<Scripted>("#scripted");
const [said, heard] = document.querySelectorAll("output");
for (const button of document.querySelectorAll<HTMLElement>("[data-call]")) {
  const { call, by } = button.dataset;
  button.addEventListener("click", () => {
    // What goes wrong is an event too.
    void Promise.resolve(demo?.[call as "step"](by ? Number(by) : undefined)).catch(() => {});
  });
}
for (const name of ["ready", "run", "step", "error"]) {
  demo?.addEventListener(`interleave:${name}`, (event) => {
    const { step, steps } = (event as CustomEvent).detail ?? {};
    said.textContent = `${event.type}, step ${step} of ${steps}`;
  });
}

const frame = document.querySelector("iframe");
addEventListener("message", ({ data, source }: MessageEvent) => {
  if (!frame || source !== frame.contentWindow || typeof data?.type !== "string") return;
  if (data.type === "interleave:resize") frame.style.height = `${data.height}px`;
  if (data.type.startsWith("interleave:")) heard.textContent = data.type === "interleave:resize" ? `${data.type}, ${data.height} px` : data.type;
});
for (const button of document.querySelectorAll<HTMLElement>("[data-set]")) {
  button.addEventListener("click", () => {
    frame?.contentWindow?.postMessage({ type: "interleave:set", attributes: { theme: button.dataset.set } }, "*");
  });
}

// The examples follow the page's theme.
new MutationObserver(() => {
  const theme = document.documentElement.dataset.theme ?? "auto";
  for (const example of document.querySelectorAll(".example")) example.setAttribute("theme", theme);
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });

export {};
