/** The loader that articles name. The viewer and everything else is loaded from where this script lies. */
import { define, type Open } from "./shell";

/** The site's root is the folder of this script, never the page's. */
const root = new URL(".", import.meta.url);

/** Also what the package's element, which may be of another version, is given by the site that it is led to. */
export const open: Open = async (host, shadow) => (await import("./element/element")).mount(host, shadow, root);

define(open, () => "Interleave could not be loaded.");
