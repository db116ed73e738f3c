/** What can be asked of a group's run: where it comes from, and another one in its place. */
import type { Kit } from "./kit";
import type { GroupHead } from "./provenance";
import type { Source, Variant } from "./source";

export interface HeadActions {
  choose(source: Source, variant: Variant): Promise<void>;
  /** Fills a list with where a source's run comes from. */
  facts(source: Source, list: HTMLElement): void;
}

/** They are made anew whenever the run changes: what is open stays open, and the choice keeps the focus. */
export function headTools(kit: Kit, { element, source }: GroupHead, actions: HeadActions): HTMLElement[] {
  const open = element.querySelector("details")?.open ?? false;
  const choose = async (variant: Variant) => {
    await actions.choose(source, variant);
    if (!(element.getRootNode() as ShadowRoot).activeElement) element.querySelector("select")?.focus({ preventScroll: true });
  };
  return [...(source.run ? [facts(kit, source, actions, open)] : []), ...choice(kit, source, choose)];
}

/** A choice among what exists with these values; nothing where there is only one. */
function choice({ h, variantWords }: Kit, source: Source, choose: (variant: Variant) => Promise<void>): HTMLElement[] {
  if (source.variants.length < 2) return [];
  const options = source.variants.map((v) => h("option", { value: v.id, selected: v === source.variant }, variantWords(v)));
  return [
    h(
      "select",
      {
        class: "variant",
        "aria-label": `Which run of ${source.name}`,
        onchange: (event) => {
          const chosen = source.variants.find((v) => v.id === (event.target as HTMLSelectElement).value);
          if (chosen) void choose(chosen);
        },
      },
      ...options,
    ),
  ];
}

function facts({ h }: Kit, source: Source, actions: HeadActions, open: boolean): HTMLElement {
  const list = h("dl");
  return h(
    "details",
    { class: "facts", open, ontoggle: () => actions.facts(source, list) },
    h("summary", { title: "Where this run comes from" }, h("span", { class: "sr" }, `Where this ${source.name} run comes from`)),
    list,
  );
}
