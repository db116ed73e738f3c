/** What build/ writes for each scenario (`data/<scenario>.<hash>.json`), and the element reads. */
import type { Header } from "./records/records";

export interface ParameterInfo {
  name: string;
  values: number[];
  default: number;
  label: string;
  /** Model → value → why there is no such run. */
  without?: Record<string, Record<string, string>>;
}

export interface SourceFile {
  name: string;
  /** The text as written: what is hashed, compiled, copied. */
  text: string;
  sha256: string;
  /** One entry a line: highlighted HTML made at build time (spans with classes only), marks left out. */
  lines: string[];
  /** Lines (1-based, inclusive) that are folded at first: package clause, imports, helpers. */
  folds: { from: number; to: number; label: string }[];
}

export interface MarkInfo {
  name: string;
  file: string;
  line: number;
  /** Record kind, operation or `why` that the first event must have; "" for any. */
  of: string;
}

export interface ProgramInfo {
  model: string;
  language: string;
  files: SourceFile[];
  marks: MarkInfo[];
  /** A sentence about this side, where the scenario has one. */
  note?: string;
}

export interface RecordingInfo {
  header: Header;
  /** URL relative to the site's root. */
  url: string;
  bytes: number;
}

export interface DemoInfo {
  name: string;
  title: string;
  question: string;
  group: string;
  /** The set-up in words, with `{parameter}` where a control stands. */
  setup: string;
  parameters: ParameterInfo[];
  /** The programs in the order in which they are shown: Go first. */
  programs: ProgramInfo[];
  /** Recordings that were made beforehand, of any model. */
  recordings: RecordingInfo[];
  /** How to run the Go program live; absent where it cannot run in the page. */
  live?: {
    /** URL of the wasm with the program and the decoder of its trace, relative to the site's root, its size and its compressed (brotli) size in bytes. */
    wasm: string;
    bytes: number;
    compressed: number;
    /** Which program inside it. */
    program: string;
    /** Names for units and resources by source line, for the decoder; passed through as it is. */
    names: unknown;
  };
  /** What the program prints with its default parameters. */
  output: string;
  /** The explanation, as HTML. */
  text: string;
}

/** `interleave.json` at the site's root: never cached, names everything that is. */
export interface SiteInfo {
  version: number;
  demos: { name: string; title: string; question: string; group: string; data: string }[];
}
