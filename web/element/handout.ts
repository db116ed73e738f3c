/**
 * A handout for a class: the question, the programs, the steps with blanks to fill in, and on pages of their own the answers. What is blank are the
 * moments at which there is something to notice or to mark, and every other change of who runs; what belongs there is what the recording says.
 */
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Print } from "./print";

/** More steps than these are no exercise: a longer run is handed out around its playhead. */
const mostSteps = 60;
/** More units that run at once are counted. */
const mostNamed = 3;

interface Noticed {
  text: string;
  column: number | undefined;
}

/** What was left blank, in order, for the page of the answers. */
interface Blank {
  where: string;
  answer: HTMLElement;
}

/** All sheets of the handout. `noticed` is what the scenario has its readers notice. */
export function handout(kit: Kit, print: Print, noticed: Noticed[]): HTMLElement[] {
  const { h } = kit;
  const { model } = print;
  const name = h("p", { class: "name" }, "Name", h("span", { class: "gap" }));
  if (print.why) return [name, ...print.head, ...questionOf(kit, model), print.programs, h("p", {}, print.why), print.foot];
  const first = model.steps < mostSteps ? 0 : Math.max(0, Math.min(model.steps - mostSteps, model.column - mostSteps / 2));
  const last = Math.min(model.steps, first + mostSteps);
  const blanks: Blank[] = [];
  const asked = [...model.marks.map(({ column }) => column), ...noticed.flatMap(({ column }) => column ?? [])];
  return [
    name,
    ...print.head,
    ...questionOf(kit, model),
    print.programs,
    stepsOf(kit, model, first, last, new Set(asked), blanks),
    print.foot,
    h("div", { class: "answers" }, h("h2", { class: "question" }, "Answers"), ...answersOf(kit, model, noticed, blanks), ...print.pictures(first, last)),
  ];
}

/** The scenario's question with a box for each answer. */
function questionOf({ h }: Kit, { demo }: Model): HTMLElement[] {
  if (!demo.predict) return [];
  const { question, options } = demo.predict;
  return [h("div", { class: "boxes" }, filled(h("h2"), question), h("ul", {}, ...options.map(({ text }) => h("li", {}, h("i"), filled(h("span"), text)))))];
}

function stepsOf(kit: Kit, model: Model, first: number, last: number, asked: Set<number>, blanks: Blank[]): HTMLElement {
  const { clockWords, h, pieces, sentence } = kit;
  let changes = 0;
  const blank = (where: string, answer: HTMLElement): HTMLElement => {
    blanks.push({ where, answer });
    return h("td", {}, h("b", { class: "gap" }, String(blanks.length)));
  };
  const rows = Array.from({ length: last - first + 1 }, (_, i) => first + i).map((column) => {
    const cells = model.staged.flatMap(({ name, run }, side) => {
      const acts = model.acts(side, column) || column === 0;
      const told = h("td", {}, ...(acts ? pieces(run!, sentence(run!.schedule, model.stepAt(side, column))) : []));
      const runs = h("td", {}, runningWords(kit, model, side, column));
      const changed = column > first && runs.textContent !== runningWords(kit, model, side, column - 1);
      return [
        acts && column > 0 && asked.has(column) ? blank(`Step ${column}, ${name}: what happens?`, told) : told,
        changed && changes++ % 2 === 0 ? blank(`Step ${column}, ${name}: who runs?`, runs) : runs,
      ];
    });
    return h("tr", {}, h("td", {}, String(column)), h("td", {}, clockWords(model.clockAt(column))), ...cells);
  });
  const part = last - first < model.steps ? ` of ${model.steps}` : "";
  const heads = ["Step", "Time", ...model.staged.flatMap(({ name }) => [`${name}: what happens`, "Who runs then"])];
  return h(
    "table",
    { class: "evt" },
    h("caption", {}, `Steps ${first} to ${last}${part}. What belongs into the cells with a line? The programs say it, and the steps before.`),
    h("thead", {}, h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, ...rows),
  );
}

/** Who has a worker after a column's step. */
function runningWords({ State }: Kit, model: Model, side: number, column: number): string {
  const { schedule } = model.staged[side].run!;
  const running = schedule.moment(schedule.steps.position[model.stepAt(side, column)]).units.filter(({ state }) => state === State.running);
  if (running.length > mostNamed) return `${running.length} at once`;
  return running.map(({ unit }) => schedule.units[unit].name).join(", ") || "nobody";
}

function answersOf({ h }: Kit, { demo }: Model, noticed: Noticed[], blanks: Blank[]): HTMLElement[] {
  const right = demo.predict?.options.find((option) => option.right);
  const noted = noticed.map(({ text, column }) => h("li", {}, column === undefined ? text : `Step ${column}: ${text}`));
  return [
    ...(right ? [filled(h("h3"), demo.predict!.question), h("p", {}, h("b", {}, filled(h("span"), right.text)), ". ", filled(h("span"), right.why))] : []),
    blanks.length > 0 && h("ol", {}, ...blanks.map(({ where, answer }) => h("li", {}, h("span", { class: "faint" }, `${where} `), ...[...answer.childNodes].map((node) => node.cloneNode(true))))),
    ...(noted.length > 0 ? [h("h3", {}, "What to notice"), h("ul", {}, ...noted)] : []),
  ].filter((element) => element !== false);
}

/** Fills an element with what was made of Markdown when the site was built. */
function filled<T extends HTMLElement>(element: T, html: string): T {
  element.innerHTML = html;
  return element;
}
