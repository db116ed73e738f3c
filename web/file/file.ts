/** All scripts of the page in one, for where the site is opened as a file. */
import "../embed";
import "../page/notes";
import "../page/page";
import { address } from "./fetch";

/** A folder's address shows its list of files there. */
function leadToPage(event: Event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link?.href.startsWith(new URL(".", address).href) && link.pathname.endsWith("/")) link.pathname += "index.html";
}

for (const name of ["pointerdown", "click", "auxclick", "contextmenu"]) addEventListener(name, leadToPage, true);
