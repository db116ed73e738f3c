/** Makes workers from their source: a sandboxed frame may not load one from a URL. */
const urls = new Map<string, string>();

const refused = "This page could not make a worker, in which Go runs. Its security policy may forbid it: worker-src has to allow blob:.";

/** `failed` is told in a sentence that the worker is of no use any more; `brokeDown` begins it where the worker has met an error. */
export function makeWorker(source: string, brokeDown: string, failed: (why: string) => void): Worker {
  let url = urls.get(source);
  if (url === undefined) urls.set(source, (url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  let worker: Worker;
  try {
    worker = new Worker(url);
  } catch (error) {
    throw new Error(refused, { cause: error });
  }
  // What happens before its script runs has no message.
  worker.onerror = ({ message }) => failed(message === undefined ? refused : `${brokeDown}: ${message}`);
  return worker;
}
