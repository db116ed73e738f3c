/**
 * `<interleave-demo>`: the custom element, and nothing of what it shows. The viewer is loaded when an element comes near the
 * screen or is asked for something, so that a page which mentions a demo far below costs little.
 */
import type { Viewer } from "./element/element";
import type { Goal, InterleaveAttributes, InterleaveDemoElement, RunOptions } from "./element/public";

/** Loads the viewer and has it show in the element's shadow root what the attributes ask for. */
export type Open = (host: HTMLElement, shadow: ShadowRoot) => Promise<Viewer>;

/** What is said where the viewer cannot be loaded. */
export type Failed = (element: InterleaveDemo) => string;

/** How near to the screen, in pixels, an element is loaded. */
const nearPx = 800;

/** Where there is no page, as on a server that renders one, no element can be made, but this module can be loaded. */
const Base = globalThis.HTMLElement ?? class {};

const attributes = "demo params seed clock show at recordings axis view lineup zoom select theme predict present print lang";

const isNumber = (value: unknown) => typeof value === "number" && value === value;
const isGoal = (goal: { step?: unknown; time?: unknown; mark?: unknown }) =>
  "step" in goal ? isNumber(goal.step) : "time" in goal ? isNumber(goal.time) : typeof goal.mark === "string";

/** What failed is told by an event. */
const told = () => {};

let open: Open;
let failed: Failed;

export class InterleaveDemo extends Base implements InterleaveDemoElement {
  static observedAttributes = attributes.split(" ");

  readonly #shadow = this.attachShadow({ mode: "open" });
  #viewer: Viewer | undefined;
  #loading: Promise<Viewer> | undefined;
  #watch: IntersectionObserver | undefined;

  constructor() {
    super();
    this.#shadow.append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#watch?.disconnect();
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.#load().catch(told);
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

  get ready(): Promise<void> {
    const ready = this.#load().then((viewer) => viewer.ready);
    ready.catch(told);
    return ready;
  }

  #load(): Promise<Viewer> {
    this.#watch?.disconnect();
    if (this.#loading) return this.#loading;
    const loading = open(this, this.#shadow).then(
      (viewer) => {
        viewer.ready.catch(told);
        // It may have left the page meanwhile.
        if (this.#loading === loading) this.#viewer = viewer;
        else viewer.destroy();
        return viewer;
      },
      () => {
        // What stands inside the element stays readable, and the next call tries again.
        if (this.#loading === loading) this.#loading = undefined;
        const message = failed(this);
        this.dispatchEvent(new CustomEvent("interleave:error", { bubbles: true, composed: true, detail: { message } }));
        throw new Error(message);
      },
    );
    return (this.#loading = loading);
  }

  async #opened(): Promise<Viewer> {
    const viewer = await this.#load();
    await viewer.ready;
    return viewer;
  }

  async run(options?: RunOptions) {
    return (await this.#opened()).run(options);
  }

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

  step(n = 1) {
    if (!isNumber(n)) throw new TypeError("step() takes a number.");
    this.#viewer?.step(n);
  }

  seek(goal: Goal) {
    if (!isGoal(Object(goal))) throw new TypeError('seek() takes { step: 3 }, { time: 3 } or { mark: "name" }.');
    this.#viewer?.seek(goal);
  }

  records(source: string) {
    return this.#viewer?.records(source) ?? [];
  }

  key(event: KeyboardEvent): boolean {
    return this.#viewer?.key(event) ?? false;
  }

  get state() {
    return this.#viewer?.state ?? null;
  }

  get sources() {
    return this.#viewer?.sources ?? [];
  }

  get source(): string {
    return this.#viewer?.source ?? "";
  }
}

/** Defines the element, unless the page has it already. */
export function define(opens: Open, fails: Failed) {
  if (customElements.get("interleave-demo")) return;
  open = opens;
  failed = fails;
  customElements.define("interleave-demo", InterleaveDemo);
}

// What is public is what is said to be: not less, and not more.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Words<Text> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;
true satisfies Same<Words<typeof attributes>, keyof InterleaveAttributes>;
true satisfies Same<Exclude<keyof InterleaveDemo, `${string}Callback`>, keyof InterleaveDemoElement>;
