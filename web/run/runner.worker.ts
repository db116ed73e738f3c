/**
 * Runs one program and ends. Made anew for every run: whatever a program does to its worker ends with it.
 *
 * The program is told that it waits for ever as soon as that is so: nothing runs and no timer is set. The trace is flushed first,
 * because the runtime's own deadlock message ends everything.
 */
import { VirtualClock, seedRandom } from "./clock";
import { getInt64, newGo, scope } from "./go";
import type { Cut, Job, RunnerMessage } from "./protocol";

/** Of standard error, what the exit may bear of the runtime's last words. */
const keptWords = 64 << 10;

/** How Go's runtime gives up: from there to the end of standard error. */
const lastWords = /^(panic|fatal error|runtime): [^]*^goroutine \d+ [^]*/m;

/** The beginning of that. */
const firstWord = /^(panic|fatal error|runtime): /m;

/** What Go's runtime exits with when it gives up. */
const crashCode = 2;

onmessage = (message: MessageEvent<Job>) => {
  onmessage = null;
  new Runner(message.data).start().catch((error: unknown) => {
    post({ type: "end", how: "lost", code: 0, words: `The program could not be started: ${String(error)}` });
  });
};

function post(message: RunnerMessage, transfer: Transferable[] = []) {
  postMessage(message, { transfer });
}

/** Answers of weave.pick beside an index (build/weave/GRAMMAR.md): the rest is the runtime's to choose, or the seed's. */
const pickNoMore = -2;
const pickBySeed = -3;

/** Answers with one number after the other, as near as it can, and then with `last`. Where only one can run there is nothing to choose. */
function pickFrom(picks: number[], last: number): (count: number) => number {
  let next = 0;
  return (count) => {
    if (next >= picks.length) return last;
    return count === 1 ? 0 : Math.min(Math.max(picks[next++], 0), count - 1);
  };
}

class Runner {
  readonly go = newGo();
  readonly clock: VirtualClock | undefined;
  /** Standard error so far, its end; and what of it was not posted yet. */
  #words = "";
  #held = "";
  #decoders = new Map<number, TextDecoder>();
  /** Held is more than `keptWords` of what looks like the runtime's last words: the rest, a dump of all goroutines, is dropped. */
  #dying = false;
  #printed = 0;
  /** It printed more than it may: nothing more is passed on, and it ends as soon as all until then is shipped. */
  #full = false;
  #shippedSinceFull = false;
  #traced = 0;
  #over = false;
  #ended = false;
  /** Which of so many goroutines runs next. It is asked where there are picks, and while the program ends. */
  #pick: (count: number, ids: number) => number;

  constructor(readonly job: Job) {
    if (job.clock === "virtual") this.clock = new VirtualClock(this.go);
    seedRandom(this.go, job.seed);
    this.#pick = pickFrom(job.picks ?? [], job.explore ? pickBySeed : pickNoMore);
  }

  async start() {
    const { go, job } = this;
    scope.interleave = {
      program: job.program,
      ship: (bytes: Uint8Array<ArrayBuffer>) => this.#ship(bytes),
      exiting: (goroutine: number) => this.#exiting(goroutine),
      explore: job.explore && { seed: job.seed, ...job.explore },
      picks: job.picks !== undefined,
    };
    go.importObject.gojs["weave.pick"] = (sp) => {
      sp >>>= 0;
      go.mem.setInt32(sp + 24, this.#pick(go.mem.getInt32(sp + 8, true), getInt64(go.mem, sp + 16)), true);
    };
    scope.fs.writeSync = (fd, bytes) => this.#write(fd, bytes);
    go.argv = [job.program, ...job.args];
    go.exit = (code) => this.#end("", code);
    if (!this.clock) this.#watchTimers();
    const instance = await WebAssembly.instantiate(job.module, go.importObject as unknown as WebAssembly.Imports);
    this.#slice(() => void go.run(instance).catch((error: unknown) => this.#crash(error)));
  }

  /** Lets the program run until nothing can, then sees what it waits for: under the virtual clock, until it ends. */
  #slice(run: () => void) {
    const { go, clock, job } = this;
    try {
      run();
      this.#letOut();
      while (clock && !this.#ended && !this.#over) {
        if (clock.elapsedNs > job.limits.virtualNs) return this.#cut("time limit");
        if (!clock.jump(go)) return this.#deadlock();
        this.#letOut();
      }
      if (this.#ended) return;
      if (go._scheduledTimeouts.size > 0) post({ type: "asleep" });
      else this.#deadlock();
    } catch (error) {
      this.#crash(error);
    }
  }

  /** Under the wall clock the runtime's timers are real. */
  #watchTimers() {
    const resume = this.go._resume.bind(this.go);
    let depth = 0;
    this.go._resume = () => {
      if (depth++ > 0) resume();
      else {
        post({ type: "awake" });
        this.#slice(resume);
      }
      depth--;
    };
  }

  /** Nothing can run and nothing will. Lets the runtime find out: event 0 is one that nobody sent. The harness ships the trace then. */
  #deadlock() {
    if (this.#over) return this.#end("lost", 0, "The program ended, but not its trace.");
    this.go._pendingEvent = { id: 0 };
    this.go._resume();
    if (!this.#ended) this.#end("lost", 0, "The program waits for something that the page does not have.");
  }

  /** The program is over: until its trace is out nobody of it may run but the goroutine that ends it. */
  #exiting(goroutine: number) {
    const { go } = this;
    this.#over = true;
    this.#pick = (count, ids) => {
      let index = count - 1;
      while (index >= 0 && getInt64(go.mem, ids + 8 * index) !== goroutine) index--;
      return index;
    };
  }

  /** Ends a run that would go on, with its trace. */
  #cut(how: Cut) {
    this.#over = true;
    this.#flush(() => this.#end(how, 0));
  }

  #flush(then: () => void) {
    const { interleave } = scope;
    interleave.flushed = () => queueMicrotask(() => {
      try {
        then();
      } catch (error) {
        this.#crash(error);
      }
    });
    if (typeof interleave.flush === "function") interleave.flush();
    else then();
  }

  #ship(bytes: Uint8Array<ArrayBuffer>) {
    if (this.#ended) return;
    this.#traced += bytes.length;
    this.#shippedSinceFull = this.#full;
    post({ type: "trace", bytes }, [bytes.buffer]);
    if (this.#traced > this.job.limits.traceBytes) this.#end("event limit", 0);
  }

  #write(fd: number, bytes: Uint8Array): number {
    if (this.#over || this.#ended) return bytes.length;
    let decoder = this.#decoders.get(fd);
    if (!decoder) this.#decoders.set(fd, (decoder = new TextDecoder()));
    const text = decoder.decode(bytes.slice(), { stream: true });
    this.#printed += bytes.length;
    if (this.#full && fd !== 2) {
      this.#tooMuch();
      return bytes.length;
    }
    if (fd === 2) this.#hold(text);
    else {
      this.#letOut();
      post({ type: "print", fd, text });
    }
    if (this.#printed > this.job.limits.outputBytes) this.#tooMuch();
    return bytes.length;
  }

  #hold(text: string) {
    if (this.#dying) return;
    this.#held += text;
    this.#words = (this.#words + text).slice(-keptWords);
    if (this.#held.length <= keptWords) return;
    const at = this.#held.search(lastWords);
    if (at < 0) return this.#letOut();
    const words = this.#held.slice(at);
    this.#letOut(this.#held.slice(0, at));
    this.#dying = true;
    this.#held = this.#words = words.slice(0, keptWords);
  }

  /**
   * A program that printed too much is ended: when its trace until then is here, which one that goes on printing does not keep from us
   * for long, or at twice the limit. A runtime that gives up is judged by its words, however many goroutines it lists.
   */
  #tooMuch() {
    if (this.#dying) return this.#end("", crashCode);
    if (firstWord.test(this.#held)) return;
    if (this.#shippedSinceFull || this.#printed > 2 * this.job.limits.outputBytes) this.#end("output limit", 0);
    this.#full = true;
  }

  /** Standard error is held until the program goes on, because the runtime's last words are not the program's: they stand in the exit. */
  #letOut(text = this.#held) {
    this.#held = "";
    this.#dying = false;
    if (text !== "") post({ type: "print", fd: 2, text });
  }

  /** The instance is gone: a trap, or an error in the glue. */
  #crash(error: unknown) {
    if (this.#ended) return;
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof RangeError) this.#end("lost", 0, `A goroutine's stack grew beyond what the browser has for it, as by endless recursion: ${words}.`);
    else this.#end("lost", 0, `The runtime went away: ${words}.`);
  }

  #end(how: Cut, code: number, words = how === "" ? this.#words : "") {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#full && how === "" && code !== crashCode) [how, code, words] = ["output limit", 0, ""];
    this.#letOut(code === 0 ? this.#held : this.#held.replace(lastWords, ""));
    post({ type: "end", how, code, words });
  }
}
