/**
 * The keys of a presentation among slides. While the element is on the screen it takes the keys that it uses, wherever the focus is, before the deck
 * sees them; all others, and those at its first and last step, stay the deck's. In a frame the deck has to be told (reveal.js: `postMessage`).
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

export class Deck {
  readonly #stop: () => void;

  /** `key` does what a key says and says whether there was anything to do. */
  constructor(
    readonly element: HTMLElement,
    readonly key: (event: KeyboardEvent) => boolean,
  ) {
    const keydown = (event: KeyboardEvent) => this.#keydown(event);
    const message = ({ source, data }: MessageEvent) => {
      if (source === parent && parent !== window && data === "slide:start") this.#takeFocus();
    };
    document.addEventListener("keydown", keydown, true);
    addEventListener("message", message);
    this.#stop = () => {
      document.removeEventListener("keydown", keydown, true);
      removeEventListener("message", message);
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
    if (event.defaultPrevented || !this.#isFor(event)) return;
    if (this.key(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (parent !== window) this.#give(event);
  }

  /** A key is for the element that has the focus; without any, for the first that presents on the slide. */
  #isFor(event: KeyboardEvent): boolean {
    const { host } = this.element.getRootNode() as ShadowRoot;
    const path = event.composedPath();
    if (path.includes(host)) return !(path[0] as HTMLElement).matches?.("input, select, textarea, [contenteditable]");
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
    parent.focus();
  }
}

/** Whether at least half of an element is to be seen; decks hide the slides that are not shown. */
function onScreen(element: HTMLElement): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const seen = (from: number, to: number, room: number) => Math.max(0, Math.min(to, room) - Math.max(from, 0));
  return width * height > 0 && seen(left, right, innerWidth) * seen(top, bottom, innerHeight) >= (width * height) / 2;
}
