/**
 * The keys of a presentation among slides. While the element is on the screen it takes the keys that it uses, wherever the focus is, before the deck
 * sees them; all others, and those at its first and last step, stay the deck's. A frame gets keys only with the focus: it takes that when the page around
 * it says that the slide is shown (reveal.js: `slide:start`; others: `interleave:current`), never by itself, and gives it back with the key that leads
 * on (`postMessage`). In an article nothing says so, and a frame takes nothing.
 */

/** What a key that the deck should act on is called by reveal.js. */
const deckKeys: Record<string, number> = {
  PageUp: 33,
  PageDown: 34,
  " ": 32,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Home: 36,
  End: 35,
  Escape: 27,
};

/** Keys of reveal.js after which the same slide is shown as before: full screen, going on by itself, notes. */
const staying = /^[afs]$/i;

export class Deck {
  readonly #stop: () => void;

  /** `key` does what a key says and says whether there was anything to do. */
  constructor(
    readonly element: HTMLElement,
    readonly key: (event: KeyboardEvent) => boolean,
  ) {
    const keydown = (event: KeyboardEvent) => this.#keydown(event);
    document.addEventListener("keydown", keydown, true);
    // The frame's page hears of it before there is a presentation, and writes it down (web/page/frame.ts).
    const { host } = element.getRootNode() as ShadowRoot;
    const shown = () => parent !== window && (host as HTMLElement).dataset.slide === "current" && this.#takeFocus();
    const watch = new MutationObserver(shown);
    watch.observe(host, { attributeFilter: ["data-slide"] });
    shown();
    this.#stop = () => {
      document.removeEventListener("keydown", keydown, true);
      watch.disconnect();
    };
  }

  destroy() {
    this.#stop();
  }

  #takeFocus() {
    window.focus();
    this.element.focus({ preventScroll: true });
  }

  #keydown(event: KeyboardEvent) {
    if (event.defaultPrevented || !this.#isFor(event) || !this.press(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Does what a key says, or gives it to the slides around this frame; whether it was done here. */
  press(event: KeyboardEvent): boolean {
    const done = this.key(event);
    if (!done && parent !== window) this.#give(event);
    return done;
  }

  /** A key is for the element that has the focus; without any, for the first that presents on the slide. */
  #isFor(event: KeyboardEvent): boolean {
    const { host } = this.element.getRootNode() as ShadowRoot;
    const path = event.composedPath();
    const [at] = path as HTMLElement[];
    const pressed = /^( |Enter)$/.test(event.key) ? ", button, a, summary" : "";
    if (path.includes(host)) return !at.closest?.("dialog") && !at.matches?.(`input, select, textarea, [contenteditable]${pressed}`);
    const target = event.target as HTMLElement;
    if (target.closest?.("input, select, textarea, button, a, [contenteditable], interleave-demo")) return false;
    const shown = [...document.querySelectorAll<HTMLElement>(`${host.localName}[present]`)].find(onScreen);
    return shown === host;
  }

  /** Hands a key to the slides around this frame, and the focus with it. Slides that do not know the message ignore it. */
  #give({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) {
    const code = deckKeys[key] ?? (/^[a-z]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : undefined);
    if (code === undefined || altKey || ctrlKey || metaKey) return;
    parent.postMessage(JSON.stringify({ method: "triggerKey", args: [code] }), "*");
    if (!staying.test(key)) parent.focus();
  }
}

/** Whether at least half of an element is to be seen; decks hide the slides that are not shown. */
function onScreen(element: HTMLElement): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const seen = (from: number, to: number, room: number) => Math.max(0, Math.min(to, room) - Math.max(from, 0));
  return width * height > 0 && seen(left, right, innerWidth) * seen(top, bottom, innerHeight) >= (width * height) / 2;
}
