/** Light or dark: the reader's system decides until the reader does. */

const key = "interleave-theme";

/** A button that switches, and the theme that was chosen before. */
export function pickTheme(demo: HTMLElement | null): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tb";
  const asked = demo?.getAttribute("theme") || remembered();
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => (button.textContent = isDark() ? "Light" : "Dark");
  const set = (theme: "light" | "dark") => {
    document.documentElement.dataset.theme = theme;
    demo?.setAttribute("theme", theme);
    show();
  };
  if (asked === "light" || asked === "dark") set(asked);
  button.addEventListener("click", () => {
    set(isDark() ? "light" : "dark");
    remember(isDark() ? "dark" : "light");
  });
  system.addEventListener("change", show);
  show();
  return button;
}

/** Storage may be forbidden; then nothing is remembered. */
function remembered(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(theme: string) {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Nothing depends on it.
  }
}
