/** The scenarios: a list of links in the page, which becomes a menu under the name of the one that is open. */

export function turnIntoPicker(top: HTMLElement) {
  const list = top.querySelector<HTMLElement>("nav.scenarios");
  if (!list) return;
  const current = list.querySelector("[aria-current]");
  const group = current?.closest("section")?.querySelector("h2")?.textContent ?? "";
  const title = current?.querySelector("b")?.textContent ?? "Scenarios";

  const button = document.createElement("button");
  button.type = "button";
  button.className = "pick";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", (list.id ||= "scenarios"));
  if (group) {
    const small = document.createElement("small");
    small.textContent = `${group} / `;
    button.append(small);
  }
  button.append(title);

  const open = (on: boolean) => {
    list.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  button.addEventListener("click", () => open(Boolean(list.hidden)));
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().some((node) => node === list || node === button)) open(false);
  });
  top.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    button.focus();
  });
  list.before(button);
  list.classList.add("menu");
  open(false);
}
