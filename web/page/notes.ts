/**
 * The page of the speaker's notes. It shows what the presentation that opened it tells (web/element/notes.ts), sends back the keys that are pressed here, and
 * keeps the time. It listens to its opener alone, and takes what that says as text: whoever else opens this page can show words in it and nothing more.
 */
import type { FromNotes, Line, Told, ToNotes } from "../element/notes";

/** How often the presentation is asked whether it is still there, and how many times in a row it may be silent: its page may have been closed or loaded again. */
const askMs = 1000;
const mostSilent = 3;

const place = document.querySelector<HTMLElement>(".notes");
if (place) follow(place);

function follow(place: HTMLElement) {
  const at = <T extends HTMLElement>(selector: string) => place.querySelector<T>(selector)!;
  const send = (message: FromNotes) => (opener as Window | null)?.postMessage(message, "*");
  const press = (key: string, code = "", shiftKey = false) => send({ type: "interleave:notes", key, code, shiftKey });

  addEventListener("message", ({ source, data }: MessageEvent<Partial<ToNotes> | null>) => {
    if (!opener || source !== opener || data?.type !== "interleave:notes") return;
    silent = 0;
    if (data.theme === "light" || data.theme === "dark") document.documentElement.dataset.theme = data.theme;
    if (data.told) show(data.told);
    else at(".gone").hidden = false;
  });
  addEventListener("keydown", (event) => {
    const { key, code, shiftKey, altKey, ctrlKey, metaKey, target } = event;
    if (altKey || ctrlKey || metaKey || /^(Tab|Shift|F\d+)$/.test(key)) return;
    if ((key === " " || key === "Enter") && (target as Element).closest("button, summary")) return;
    if (key === "s" || key === "S") return close();
    event.preventDefault();
    press(key, code, shiftKey);
  });
  for (const button of place.querySelectorAll<HTMLElement>("[data-key]")) button.addEventListener("click", () => press(button.dataset.key!));

  let shown = "";
  const show = (told: Partial<Told>) => {
    at(".gone").hidden = true;
    // What is told again is not said again.
    const words = JSON.stringify(told);
    if (words === shown) return;
    shown = words;
    at(".said").hidden = false;
    at("h1").textContent = text(told.question);
    at(".place").textContent = text(told.place);
    at(".now").replaceChildren(...lines(told.now));
    section(".noticeS", list(told.notice).length > 0);
    at(".notice").replaceChildren(...list(told.notice).map((words) => row("li", text(words))));
    section(".nextS", text(told.nextAt) !== "");
    at(".nextAt").textContent = text(told.nextAt);
    at(".next").replaceChildren(...lines(told.next));
    section(".end", text(told.nextAt) === "");
    section(".answerS", text(told.answer) !== "");
    at(".answer").textContent = text(told.answer);
  };
  const section = (selector: string, shown: boolean) => (at(selector).hidden = !shown);

  let silent = 0;
  const ask = () => {
    if (!opener || silent++ >= mostSilent) at(".gone").hidden = false;
    send({ type: "interleave:notes", ready: true });
  };
  keepTime(at(".clock"), at(".elapsed"), at(".again"));
  ask();
  setInterval(ask, askMs);
}

function lines(given: unknown): HTMLElement[] {
  return list(given).flatMap((line) => {
    const { name, text: words } = Object(line) as Partial<Line>;
    return [row("dt", text(name)), row("dd", text(words))];
  });
}

function row(tag: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

/** What is told may come from anybody. */
function text(given: unknown): string {
  return typeof given === "string" ? given : "";
}
function list(given: unknown): unknown[] {
  return Array.isArray(given) ? given.slice(0, 100) : [];
}

/** The time of day, and how long the speaker has spoken: since the window was opened, or since the button was pressed. */
function keepTime(clock: HTMLElement, elapsed: HTMLElement, again: HTMLElement) {
  const key = "interleave:spoken since";
  let sinceMs = Date.now();
  try {
    sinceMs = Number(sessionStorage.getItem(key)) || sinceMs;
  } catch {
    // In a sandboxed frame's window nothing is kept.
  }
  const keep = () => {
    try {
      sessionStorage.setItem(key, String(sinceMs));
    } catch {
      // As above.
    }
  };
  const two = (n: number) => String(n).padStart(2, "0");
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - sinceMs) / 1000));
    elapsed.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    clock.textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  };
  again.addEventListener("click", () => {
    sinceMs = Date.now();
    keep();
    tick();
  });
  keep();
  tick();
  setInterval(tick, 500);
}
