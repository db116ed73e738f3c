/** What to notice: sentences, each a link to the moment at which it can be seen, and the claim that the scenario tests. */
import type { Matcher } from "../demo";
import type { Kit } from "./kit";
import type { LessonDesk } from "./lesson";
import { variantOf, type Moments } from "./moments";

interface Notice {
  text: string;
  at: Matcher;
}

export class Notices {
  readonly element: HTMLElement;
  readonly #entries: { notice: Notice; link: HTMLAnchorElement; where: HTMLElement; column: number | undefined }[] = [];

  constructor(
    readonly kit: Kit,
    readonly desk: LessonDesk,
    readonly moments: Moments,
  ) {
    const { h } = kit;
    const { notice = [], claim } = desk.model.demo;
    const list = h("ol", {}, ...notice.map((one, i) => this.#entry(one, i + 1)));
    this.element = h(
      "section",
      { class: "noticeS" },
      notice.length > 0 && h("div", {}, h("h2", {}, "What to notice"), list),
      claim ? h("div", { class: "claim" }, h("h2", {}, "The claim"), html(h("p"), claim)) : null,
    );
    this.element.hidden = notice.length === 0 && !claim;
  }

  /** All of them in words, each with the column of its moment where the stage has it. */
  get told(): { text: string; column: number | undefined }[] {
    return this.#entries.map(({ link, column }) => ({ text: link.textContent!, column }));
  }

  /** Shows one, and says so where its moment is not there. */
  async show(notice: Notice, mayRun: boolean) {
    const entry = this.#entries.find((one) => one.notice === notice)!;
    const found = await this.moments.show(notice.at, mayRun).catch(() => true); // what went wrong is said above the stage
    this.rebuild();
    if (!found && mayRun) entry.where.textContent = "This run has no such moment.";
    if (found) this.desk.frame.stage.scrollIntoView({ block: "nearest" });
  }

  rebuild() {
    for (const entry of this.#entries) {
      entry.column = this.moments.columnOf(entry.notice.at);
      entry.where.textContent = this.#where(entry.notice.at);
    }
    this.update();
  }

  update() {
    for (const { link, column } of this.#entries) {
      if (column === this.desk.model.column) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  #entry(notice: Notice, number: number): HTMLElement {
    const { h } = this.kit;
    const { demo } = this.desk.model;
    const link = h("a", {
      // A link that can be copied: it leads to this moment on the scenario's own page.
      href: new URL(`d/${demo.name}/?at=notice-${number}`, this.desk.site.root).href,
      onclick: (event) => {
        const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
        if (ctrlKey || metaKey || shiftKey) return;
        event.preventDefault();
        void this.show(notice, true);
      },
    });
    const where = h("small");
    this.#entries.push({ notice, link: html(link, notice.text), where, column: undefined });
    return h("li", {}, link, " ", where);
  }

  /** Which run it speaks of, where that is not the one that is shown first with the defaults; and that it has to be run, where it has to. */
  #where(at: Matcher): string {
    const source = this.moments.sourceOf(at);
    if (!source) return "";
    const variant = variantOf(source, at);
    const words = [source.name];
    if (at.recording !== undefined && variant) words.push(this.kit.variantWords(variant));
    for (const { name, label } of this.desk.model.demo.parameters) if (at.params?.[name] !== undefined) words.push(`${label} ${at.params[name]}`);
    if (variant?.live && !source.run?.live) words.push("runs live");
    return words.join(" · ");
  }
}

/** Fills an element with what was made of Markdown when the site was built. */
export function html<T extends HTMLElement>(element: T, text: string): T {
  element.innerHTML = text;
  return element;
}
