/** The scenarios are links in a <details>, which works alone; here it learns to close like a menu. */

export function closeLikeMenu(picker: HTMLDetailsElement) {
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(picker)) picker.open = false;
  });
  picker.addEventListener("toggle", () => {
    // On a touch screen the focus would bring up a keyboard over the list.
    if (picker.open && matchMedia("(hover: hover)").matches) picker.querySelector<HTMLInputElement>("input")?.focus();
  });
  picker.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !picker.open) return;
    picker.open = false;
    picker.querySelector("summary")?.focus();
  });
}
