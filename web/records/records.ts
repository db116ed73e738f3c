/**
 * The record vocabulary of records/FORMAT.md, as the page reads it. Field names are the document's own;
 * times are integers in nanoseconds since the start of the recording.
 */

/** The models whose recordings the stage may carry. A reader must not assume that the list is complete. */
export type Model = "go" | "tokio" | "threads" | "js" | (string & {});

export interface Header {
  e: "header";
  t: 0;
  version: number;
  model: Model;
  /** Name, exact version and target: `go1.26.8 js/wasm`, `tokio 1.53.1`. */
  runtime: string;
  /** `browser`, `native`, `current_thread`, `multi_thread`. */
  flavor?: string;
  threads: number;
  clock: "virtual" | "real";
  seed?: number;
  demo?: string;
  params?: Record<string, number>;
  /** File name to sha256 of its text as the reader sees it. */
  files?: Record<string, string>;
  tools?: Record<string, string>;
  machine?: string;
  date?: string;
}

/** One case of a select. */
export interface Case {
  op: string;
  /** Absent for a nil channel and for the default case. */
  r?: number;
  ready?: boolean;
}

/** Any line after the header. Which fields stand with which kind is in FORMAT.md. */
export interface Event {
  e: "spawn" | "end" | "run" | "stop" | "wait" | "wake" | "unwait" | "new" | "op" | "idle" | "busy" | "range" | "out" | "exit" | (string & {});
  t: number;
  u?: number;
  w?: number;
  by?: number;
  r?: number;
  op?: string;
  v?: string;
  len?: number;
  cap?: number;
  held?: number;
  ok?: boolean;
  why?: string;
  kind?: string;
  name?: string;
  type?: string;
  of?: number;
  parent?: number;
  cases?: Case[];
  choice?: number;
  until?: number;
  how?: string;
  code?: number;
  blocked?: number[];
  fd?: number;
  is?: "begin" | "end";
  stack?: string[];
  at?: string;
}

/** One run of one program: the header, then its events in order of occurrence. `events[i]` has sequence number i + 1. */
export interface Recording {
  header: Header;
  events: Event[];
}
