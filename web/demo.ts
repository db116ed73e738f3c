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
  /** What the compiler said, where it refuses the program, which then has no recordings; its sentence introduces the message. */
  refused?: { compiler: string; message: string; sentence: string };
}

/**
 * Names a moment: the first record (or the `nth`, from 1) for which everything said holds. `source` is a model, by default the first
 * program's; `recording` is how the name of a recording begins (`go-native-4`), by default what the page shows first; `params` are the values under
 * which it is said, by default the defaults; `unit` and `by` are names as the page shows them or as the records have them; `mark` means the line of
 * that mark; all others are compared with the record's field.
 */
export interface Matcher {
  source?: string;
  recording?: string;
  params?: Record<string, number>;
  e?: string;
  op?: string;
  unit?: string;
  by?: string;
  resource?: string;
  kind?: string;
  v?: string;
  why?: string;
  how?: string;
  ok?: boolean;
  len?: number;
  mark?: string;
  nth?: number;
}

/** Texts are HTML. Exactly one option is right. */
export interface PredictInfo {
  question: string;
  options: { text: string; right?: boolean; why: string }[];
  at: Matcher;
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
    /** URL of the wasm with the program and the decoder of its trace, relative to the site's root. */
    wasm: string;
    bytes: number;
    /** How many bytes of it travel: compressed, by brotli; 0 where the site is a folder of files. */
    compressed: number;
    /** Which program inside it. */
    program: string;
    /** Names for units and resources by source line, for the decoder; passed through as it is. */
    names: unknown;
  };
  /** What each model's program prints with its default parameters; none where it prints nothing. */
  output: Record<string, string>;
  /** The explanation, as HTML. */
  text: string;
  /** The clock of the first run; virtual where it is absent. */
  clock?: "virtual" | "wall";
  /** How a run ends, by model (`how` of the exit), where it is not by returning. */
  ends?: Record<string, string>;
  /** All versions of this scenario, itself among them, the one in the list first; absent where there is one only. */
  versions?: { name: string; label: string; title: string }[];
  predict?: PredictInfo;
  /** What to notice, as HTML, and when. */
  notice?: { text: string; at: Matcher }[];
  /** The claim that the scenario tests, one sentence as HTML. */
  claim?: string;
  /** The role of the units whose lives are measured from spawn to end. */
  latency?: { unit: string };
}

/** `interleave.json` at the site's root: never cached, names everything that is. */
export interface SiteInfo {
  version: number;
  /** Which build of the site this is. */
  build: string;
  demos: { name: string; title: string; question: string; group: string; data: string }[];
}
