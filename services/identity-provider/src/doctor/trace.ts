import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from '@onecampus/database';
import { type Logger, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { networkOf } from '../rules/network-of.ts';
import { findFlows, insertTraceSteps, type NewTraceStep } from '../store/client-traces.ts';
import { type TraceBudget, traceBudget } from './trace-budget.ts';

/** What happened at one step of a sign-in to an application. Nothing in it may be a secret, or say who the person is. */
export interface Traced {
  readonly clientId: string;
  /** What this step came with, as the one before it gave it out: the interaction, the code, the access token. Hashed here. */
  readonly continues?: string | undefined;
  /** What the next step will come with. Hashed here. */
  readonly leadsTo?: string | undefined;
  /** Steps without such a thread are one sign-in where they name the same flow. */
  readonly flowId?: string | undefined;
  readonly step: 'request' | 'consent' | 'code' | 'tokens' | 'userinfo' | 'sign-out' | (string & {});
  readonly outcome: 'ok' | 'refused' | 'waiting';
  readonly error?: string | undefined;
  readonly observed?: Readonly<Record<string, unknown>>;
  readonly finding?: NewTraceStep['finding'];
  /** From where the request came. Kept as a mark that says "the same place" and nothing else. */
  readonly source?: string | undefined;
}

interface Writer {
  readonly queue: NewTraceStep[];
  readonly budget: TraceBudget<NewTraceStep>;
  /** Of this process alone and nowhere written: marks of places lead back to none. */
  readonly markKey: Buffer;
  /** Those of the last addresses, which are asked for at every step. */
  readonly marks: Map<string, string>;
  running: boolean;
  folding: boolean;
}

const queue_max = 1_000;
const marks_max = 2_000;
/** A page of the doctor is renewed every few seconds; nobody sees this. */
const together_ms = 100;
const together_max = 200;
/** The last of each kind of a flood is written so long after its first. */
const folded_ms = 10_000;

const writers = new WeakMap<Db, Writer>();

/**
 * Notes a step for the doctor of the application. Never throws and never keeps anybody waiting: the steps are written
 * together behind the answers, and what is too much of one place or application is folded (trace-budget.ts).
 */
export function trace({ db, log }: { readonly db: Db; readonly log: Logger }, traced: Traced): void {
  const writer = writerOf(db);
  if (writer.queue.length >= queue_max) return;
  const from = markOf(writer, traced.source);
  const step: NewTraceStep = {
    clientId: traced.clientId,
    at: new Date(),
    continues: traced.continues === undefined ? null : hashToken(traced.continues),
    leadsTo: traced.leadsTo === undefined ? null : hashToken(traced.leadsTo),
    flowId: traced.flowId ?? uuidv7(),
    step: traced.step,
    outcome: traced.outcome,
    error: traced.error?.slice(0, 100) ?? null,
    observed: { ...traced.observed, ...(from === '' ? {} : { from }) },
    finding: traced.finding ?? null,
  };
  const kind = `${step.step} ${step.error} ${step.finding?.code}`;
  if (writer.budget.admit({ clientId: step.clientId, source: from, kind, outcome: step.outcome }, step))
    writer.queue.push(step);
  else if (writer.budget.hasFolded()) foldLater(writer, db, log);
  if (!writer.running) void write(writer, db, log);
}

/** Whether nothing of another step would be seen but its number: whoever knows before he looks closer saves the look. */
export function isTraceFull(
  db: Db,
  { clientId, outcome, source }: Pick<Traced, 'clientId' | 'outcome' | 'source'>,
): boolean {
  const writer = writerOf(db);
  return writer.budget.isSpent({ clientId, outcome, source: markOf(writer, source) });
}

function writerOf(db: Db): Writer {
  const known = writers.get(db);
  if (known) return known;
  const writer: Writer = {
    queue: [],
    budget: traceBudget(() => Math.floor(performance.now() / 60_000)),
    markKey: randomBytes(32),
    marks: new Map(),
    running: false,
    folding: false,
  };
  writers.set(db, writer);
  return writer;
}

function markOf({ markKey, marks }: Writer, source: string | undefined): string {
  if (source === undefined) return '';
  const known = marks.get(source);
  if (known !== undefined) return known;
  const mark = createHmac('sha256', markKey).update(networkOf(source)).digest('base64url').slice(0, 8);
  if (marks.size >= marks_max) marks.clear();
  marks.set(source, mark);
  return mark;
}

/** What a flood was folded into follows it, each kind as one step. */
function foldLater(writer: Writer, db: Db, log: Logger): void {
  if (writer.folding) return;
  writer.folding = true;
  setTimeout(() => {
    writer.folding = false;
    for (const { step, count } of writer.budget.takeFolded())
      writer.queue.push({ ...step, observed: { ...step.observed, repeated: count } });
    if (!writer.running) void write(writer, db, log);
  }, folded_ms).unref();
}

async function write(writer: Writer, db: Db, log: Logger): Promise<void> {
  writer.running = true;
  while (writer.queue.length > 0) {
    // Steps that come close together are one journey: they were most of what a sign-in wrote.
    await new Promise((resolve) => setTimeout(resolve, together_ms));
    const steps = writer.queue.splice(0, together_max);
    try {
      await insertTraceSteps(db, await withFlows(db, steps));
    } catch (error) {
      log.debug({ err: error, steps: steps.length }, 'steps of sign-ins were not traced');
    }
  }
  writer.running = false;
}

/** Each step in the flow that leads to it: one that is written already, or one of these. */
async function withFlows(db: Db, steps: readonly NewTraceStep[]): Promise<NewTraceStep[]> {
  const threads = steps.flatMap(({ clientId, continues }) => (continues === null ? [] : [{ clientId, continues }]));
  const name = (clientId: string, thread: string) => `${thread} ${clientId}`;
  const flows = new Map(
    (await findFlows(db, threads)).map(({ clientId, leadsTo, flowId }) => [name(clientId, leadsTo), flowId]),
  );
  return steps.map((step) => {
    const known = step.continues === null ? undefined : flows.get(name(step.clientId, step.continues));
    const flowId = known ?? step.flowId;
    if (step.leadsTo !== null) flows.set(name(step.clientId, step.leadsTo), flowId);
    return { ...step, flowId };
  });
}
