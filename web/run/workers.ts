/** Makes workers from their source: a sandboxed frame may not load one from a URL. */
const urls = new Map<string, string>();

export function makeWorker(source: string): Worker {
  let url = urls.get(source);
  if (url === undefined) urls.set(source, (url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  return new Worker(url);
}
