/**
 * `<interleave-demo>`: the custom element, and nothing of what it shows. The viewer is loaded when an element comes near the
 * screen or is asked for something, from where this script lies, so that a page which mentions a demo far below costs little.
 */
import type { Goal, Viewer } from "./element/element";

/** The site's root is the folder of this script, never the page's. */
const root = new URL(".", import.meta.url);

/** How near to the screen, in pixels, an element is loaded. */
const nearPx = 800;

class InterleaveDemo extends HTMLElement {
  static observedAttributes = "demo params seed clock show at recordings axis view lineup zoom select theme predict present print".split(" ");

  readonly #ready: Promise<void>;
  readonly #shadow = this.attachShadow({ mode: "open" });
  #settle!: (result: Promise<void>) => void;
  #viewer: Viewer | undefined;
  #loading: Promise<Viewer> | undefined;
  #watch: IntersectionObserver | undefined;

  constructor() {
    super();
    this.#ready = new Promise((resolve) => (this.#settle = resolve));
    this.#ready.catch(() => {});
    this.#shadow.append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.#load().catch(() => {});
      },
      { rootMargin: `${nearPx}px` },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch?.disconnect();
    // An element that is only moved is connected again by the end of the task.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#viewer?.destroy();
      this.#viewer = this.#loading = undefined;
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null) {
    if (before !== after) this.#viewer?.attributeChanged(name);
  }

  /** Fulfilled once the scenario is on the screen; rejected with a sentence when it cannot be. Asking for it loads the viewer. */
  get ready(): Promise<void> {
    void this.#load().catch(() => {});
    return this.#ready;
  }

  #load(): Promise<Viewer> {
    this.#watch?.disconnect();
    this.#loading ??= import("./element/element").then(
      ({ mount }) => {
        this.#viewer = mount(this, this.#shadow, root);
        this.#settle(this.#viewer.ready);
        return this.#viewer;
      },
      () => {
        // What stands inside the element stays readable, and the next call tries again.
        this.#loading = undefined;
        const message = "Interleave could not be loaded.";
        const error = new Error(message);
        this.#settle(Promise.reject(error));
        this.dispatchEvent(new CustomEvent("interleave:error", { bubbles: true, detail: { message } }));
        throw error;
      },
    );
    return this.#loading;
  }

  async #opened(): Promise<Viewer> {
    const viewer = await this.#load();
    await viewer.ready;
    return viewer;
  }

  /** Runs the Go program in the page; options are `params`, `seed` and `clock`. The result is the state after the run. */
  async run(options?: Parameters<Viewer["run"]>[0]) {
    return (await this.#opened()).run(options);
  }

  /** Gives the focus to the playhead, where the keys are. */
  override focus(options?: FocusOptions) {
    this.#viewer?.focus(options);
  }

  stop() {
    this.#viewer?.stop();
  }

  async play() {
    (await this.#opened()).play();
  }

  pause() {
    this.#viewer?.pause();
  }

  /** Moves by `n` steps, back where it is negative. */
  step(n = 1) {
    this.#viewer?.step(n);
  }

  /** Moves to a step, a marker's name or a time in ns. */
  seek(goal: Goal) {
    this.#viewer?.seek(goal);
  }

  /** The records of a source's run on the stage, the header first; none where it has no run. */
  records(source: string) {
    return this.#viewer?.records(source) ?? [];
  }

  /** Does what a key says, as if the focus were inside; whether it said anything. */
  key(event: KeyboardEvent): boolean {
    return this.#viewer?.key(event) ?? false;
  }

  /** What is on the screen; null until the scenario is. */
  get state() {
    return this.#viewer?.state ?? null;
  }

  /** What can be put on the stage, live and recorded. */
  get sources() {
    return this.#viewer?.sources ?? [];
  }

  /** The Go program's text. */
  get source(): string {
    return this.#viewer?.source ?? "";
  }

  set source(_text: string) {
    throw new Error("The program cannot be changed yet: editing is not there.");
  }
}

if (!customElements.get("interleave-demo")) customElements.define("interleave-demo", InterleaveDemo);
