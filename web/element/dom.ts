/** Making elements: the few lines that every part of the page needs. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/**
 * Makes an element. `on…` attributes are listeners; `true` is an attribute without a value; `null`, `undefined` and `false` leave it
 * out. Text is always text, never HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "style" && value)
      element.style.cssText = String(value); // as an attribute, a page's policy may refuse it
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** A drawing of lines, `width` × `height`, in the colour of the text around it. */
export function icon(path: string, width = 16, height = 14): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A row of buttons of which one is pressed. */
export function segment<T extends string | number>(
  label: string,
  options: { value: T; label: string; title?: string; unavailable?: boolean }[],
  choose: (value: T) => void,
) {
  const buttons = options.map((option) =>
    h(
      "button",
      { type: "button", class: option.unavailable ? "na" : null, title: option.title, "aria-pressed": "false", onclick: () => choose(option.value) },
      option.label,
    ),
  );
  const element = h("span", { class: "seg", role: "group", "aria-label": label }, ...buttons);
  return {
    element,
    /** Shows which option holds. */
    set(value: T) {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(options[i].value === value)));
    },
  };
}
