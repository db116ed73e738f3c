/** What can be asked of a group's run: where it comes from, and another one in its place. */
import type { Kit } from "./kit";
import type { Source, Variant } from "./source";

export interface HeadActions {
  choose(source: Source, variant: Variant): void;
  /** Fills a list with where a source's run comes from. */
  facts(source: Source, list: HTMLElement): void;
}

export function headTools(kit: Kit, source: Source, actions: HeadActions): HTMLElement[] {
  return [...(source.run ? [facts(kit, source, actions)] : []), ...choice(kit, source, actions)];
}

/** A choice among what exists with these values; nothing where there is only one. */
function choice({ h, variantWords }: Kit, source: Source, actions: HeadActions): HTMLElement[] {
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
          if (chosen) actions.choose(source, chosen);
        },
      },
      ...options,
    ),
  ];
}

function facts({ h }: Kit, source: Source, actions: HeadActions): HTMLElement {
  const list = h("dl");
  return h(
    "details",
    { class: "facts", ontoggle: () => actions.facts(source, list) },
    h("summary", { title: "Where this run comes from" }, h("span", { class: "sr" }, `Where this ${source.name} run comes from`)),
    list,
  );
}
