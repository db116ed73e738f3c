// What build/bundle makes of imports that are no TypeScript.

/** A worker's whole script as text, to be made a blob: the path follows `worker:`. */
declare module "worker:*" {
  const source: string;
  export default source;
}

/** A file of the Go toolchain's lib/wasm, run for its effect. */
declare module "goroot:*" {}

/** A style sheet as text, for a shadow root. */
declare module "*.inline.css" {
  const css: string;
  export default css;
}
