/**
 * The search in the list of scenarios, which stands there without it. Each word that is typed must begin a word of the scenario: of its texts, of its
 * code, or of one of its versions. Those words are a file of their own, loaded when the reader comes to the field.
 */

export function searchable(list: HTMLElement) {
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Search: mutex, timeout, select …";
  field.setAttribute("aria-label", "Search the scenarios");
  field.autocomplete = "off";
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const box = document.createElement("div");
  box.className = "find";
  box.append(field, count);
  list.prepend(box);

  const scenarios = [...list.querySelectorAll<HTMLElement>("section > ul > li")];
  let words: Record<string, string> = {};
  let loading: Promise<void> | undefined;
  const filter = () => {
    const wanted = field.value.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    // Without the file, what the list itself says is searched.
    const has = (item: HTMLElement) => {
      const text = ` ${words[item.dataset.name!] ?? item.textContent!.toLowerCase()}`;
      return wanted.every((word) => text.includes(` ${word}`));
    };
    let found = 0;
    for (const item of scenarios) {
      const versions = [...item.querySelectorAll<HTMLElement>("li")];
      for (const version of versions) version.hidden = !has(version);
      const hit = versions.some((version) => !version.hidden);
      if (versions.length > 0) versions[0].parentElement!.hidden = wanted.length === 0 || !hit;
      item.hidden = !hit && !has(item);
      if (!item.hidden) found++;
    }
    for (const section of list.querySelectorAll("section")) section.hidden = !section.querySelector("ul > li:not([hidden])");
    count.textContent = wanted.length === 0 ? "" : found === 0 ? "No scenario has all of these words." : `${found} of ${scenarios.length}`;
  };
  field.addEventListener("focus", () => {
    loading ??= fetch(list.dataset.words!)
      .then((answer) => answer.json())
      .then((loaded: Record<string, string>) => ((words = loaded), filter()))
      .catch(() => void (loading = undefined));
  });
  field.addEventListener("input", filter);
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll<HTMLAnchorElement>("a")].filter((link) => link.offsetParent !== null);
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (at === 0 ? field : links[at - 1]).focus();
    else if (event.key === "Enter" && event.target === field && field.value) links[0]?.click();
    else if (event.key === "Escape" && field.value) {
      field.value = "";
      filter();
      field.focus();
      // The first Escape empties the field, the next one closes the menu.
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}
