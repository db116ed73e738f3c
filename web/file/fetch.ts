/**
 * What takes the place of `fetch` where the site is opened as a file: there, browsers load classic scripts and nothing else. Each file of data is a script
 * that hands over its content (build/dist/zip.go writes it), and is loaded when it is asked for. The bundler puts these exports where the viewer says
 * `fetch` and `import.meta.url`.
 */

/** The address of this script, which lies at the site's root. */
export const address = (document.currentScript as HTMLScriptElement).src;
const root = new URL(".", address).href;

type Handed = { text: string } | { gzip: string; type: string };

declare global {
  /** Called by the scripts of data. */
  var interleaveFile: (path: string, content: Handed) => void;
}

const handed = new Map<string, Handed>();
globalThis.interleaveFile = (path, content) => handed.set(path, content);

export async function fetch(url: string | URL): Promise<Response> {
  const full = new URL(url, document.baseURI).href;
  const path = decodeURI(full.slice(root.length));
  await load(`${full}.js`);
  const content = handed.get(path);
  handed.delete(path); // what asks keeps what it makes of it
  if (!content) throw new TypeError(`${path} is not here`);
  if ("text" in content) return new Response(content.text);
  const bytes = Uint8Array.from(atob(content.gzip), (c) => c.charCodeAt(0));
  const body = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "Content-Type": content.type } });
}

function load(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => (script.remove(), resolve());
    script.onerror = () => (script.remove(), reject(new TypeError(`${src} is not here`)));
    document.head.append(script);
  });
}
