/**
 * The sentences about a run, in English, as templates; another language is another file like this one, beside words.ts and outcome.ts. The
 * subject is a unit, the verb what it did or why it cannot go on, then who can change that. Nothing is said that the records do not tell.
 *
 * `{hole}` is filled in by telling.ts. `[…]` stands only where all of its holes have something to say, `[…|…]` is the first alternative that does.
 */

/** `why` of a `stop` that is no wait. */
export const stops: Record<string, string> = {
  yield: "{unit} gave way to the others. It is ready to run again.",
  preempt: "The runtime took the worker away from {unit}, which is ready to run again.",
  budget: "{unit} has used up its budget, so the runtime makes it give way. It is ready to run again.",
};

/** Operations that completed. */
export const completed: Record<string, string> = {
  send: "{Unit} sent [{v}|a value] to {it}{room}.",
  receive: "{Unit} received [{v}|a value] from {it}{room}.",
  close: "{Unit} closed {it}.[ What it holds ({left}) can still be received.]",
  reserve: "{Unit} has a free slot of {it} reserved{room}.",
  select: "{Unit} goes on after its select.",
  lock: "{Unit} locked {it}.",
  rlock: "{Unit} locked {it} for reading.",
  unlock: "{Unit} unlocked {it}.",
  runlock: "{Unit} unlocked {it}.",
  acquire: "{Unit} acquired {permits} of {it}.",
  release: "{Unit} released {permits} of {it}.",
  add: "{Unit} added[ {v}] to {it}: {len} to wait for.",
  done: "{Unit} is done, so {it} is at {len}.",
  wait: "{Unit} no longer waits for {it}.",
  sleep: "{Unit} goes on after its sleep.",
  tick: "{Unit} got a tick[ of {on}].",
  timeout: "{Unit} was done before its time ran out.",
  join: "{Unit} learned that {joined}.",
  abort: "{Unit} asked for the end of {target}.",
  notify: "{Unit} notified {it}.",
  signal: "{Unit} signalled {it}.",
  broadcast: "{Unit} called all who wait at {it}.",
  notified: "{Unit} was notified by {it}.",
  do: "{Unit} ran what {it} does once.",
  cancelled: "{Unit} learned that {it} is cancelled.",
  yield: "{Unit} goes on after giving way.",
};
export const completedOther = "{Unit} completed [{op}|an operation][ on {on}].";

/** Operations without their effect, by `why`. */
export const failed: Record<string, string> = {
  closed: "{Unit} found {it} closed and could not [{op}|go on].",
  full: "{Unit} found {it} full{room}, and did not wait.",
  empty: "{Unit} found {it} empty, and did not wait.",
  elapsed: "{Unit} ran out of time.",
  lagged: "{Unit} was too slow for {it} and missed values.",
  poisoned: "{Unit} found {it} poisoned: a holder panicked.",
};
export const failedOther = "{Unit} did not get through with [{op}|its operation][ on {on}][: {why}].";

/** Waits, and operations that alone say what a unit waits for. */
export const waits: Record<string, string> = {
  "": "{unit} cannot go on.",
  send: "{unit} is blocked sending[ {v}][ to {on}]{full}.",
  receive: "{unit} is blocked receiving[ from {on}]{empty}.",
  reserve: "{unit} is blocked reserving a slot[ of {on}]{full}.",
  select: "{unit} is blocked in a select[ until it can {cases}].",
  lock: "{unit} is blocked locking[ {on}]{held}.",
  rlock: "{unit} is blocked locking[ {on}]{held}.",
  wait: "{unit} waits[ for {counted} to reach 0: it is at {count}| at {on}].",
  acquire: "{unit} is blocked acquiring {permits}[ of {on}].",
  join: "{unit} waits for [one of the {set} of {it}|{target}] to end.",
  sleep: "{unit} sleeps [for {duration}|until its timer fires].",
  tick: "{unit} waits for [{on}|its timer] to fire[ in {duration}].",
  timeout: "{unit} waits [at most {duration}|until its time runs out].",
  notified: "{unit} waits to be notified[ by {on}].",
  cancelled: "{unit} waits for {it} to be cancelled.",
  do: "{unit} waits until [{on}|something] has run once.",
};
export const waitsOther = "{unit} waits: {op}[ on {on}].";

/** What was completed for a unit while it waited, as the reason why it runs again. */
export const resumed: Record<string, string> = {
  send: "its [{v}|value] went into {it}",
  receive: "it has [{v}|a value] from {it}",
  lock: "it holds {it}",
  rlock: "it holds {it}",
  sleep: "its sleep is over",
  tick: "[{on}|its timer] has fired",
  timeout: "it was done in time",
  wait: "[its wait for {on} is over]",
  notified: "[{on} notified it]",
  cancelled: "[{on} is cancelled]",
  yield: "the others have had their turn",
  join: "{joined}",
};

/** Operation that ends a wait to what its unit does then. */
export const enderVerbs: Record<string, string> = {
  receive: "receives",
  send: "sends",
  close: "closes it",
  unlock: "unlocks it",
  runlock: "unlocks it",
  release: "releases enough",
  done: "is done",
  signal: "signals",
  broadcast: "calls all",
  notify: "notifies",
  cancel: "cancels it",
};

/** `how` of an end to what its unit did. */
export const endVerbs: Record<string, string> = {
  returned: "returned",
  panicked: "panicked",
  crashed: "met an error that no program recovers from",
  cancelled: "was cancelled",
  "shut down": "was shut down before it could end",
  leaked: "can never be woken again",
};

/** A case of a select, as what its unit can do then. */
export const cases: Record<string, string> = {
  send: "send to {case}",
  receive: "receive from {case}",
  tick: "get a tick of {case}",
  cancelled: "learn that {case} is cancelled",
};

/** A wait on a lane, where it is not called as its operation. */
export const laneWords: Record<string, string> = { receive: "recv", cancelled: "cancel" };

/** Waits that are told in a state's own words, which this joins to what is waited for; of all others the lane's words are quoted. */
export const stateJoints: Record<string, string> = { wait: " for ", join: " for ", sleep: " " };

/** Model to what its units are called. */
export const nouns: Record<string, string> = { go: "goroutine", tokio: "task", threads: "thread", js: "job" };

/** Model to what its workers are called, where that is not a thread: a P holds a thread while it runs goroutines. */
export const workers: Record<string, string> = { go: "P" };

/** The entry of a table of words, undefined where there is none. */
export function entry(table: Record<string, string>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
