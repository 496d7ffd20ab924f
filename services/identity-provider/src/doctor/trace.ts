import type { Db } from '@onecampus/database';
import { type Logger, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { findFlows, insertTraceSteps, type NewTraceStep } from '../store/client-traces.ts';

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
}

interface Writer {
  readonly queue: NewTraceStep[];
  readonly spent: Map<string, { minute: number; refused: number; others: number }>;
  running: boolean;
}

const queue_max = 1_000;
/** A page of the doctor is renewed every few seconds; nobody sees this. */
const together_ms = 100;
const together_max = 200;
const clients_max = 5_000;
/** Of one application in a minute and process: enough to see what is wrong, and no flood fills the table or the database. */
const refused_a_minute = 60;
const others_a_minute = 240;

const writers = new WeakMap<Db, Writer>();

/**
 * Notes a step for the doctor of the application. Never throws and never keeps anybody waiting: the steps are written
 * together behind the answers, and what is too much is left out.
 */
export function trace({ db, log }: { readonly db: Db; readonly log: Logger }, traced: Traced): void {
  const writer: Writer = writers.get(db) ?? { queue: [], spent: new Map(), running: false };
  writers.set(db, writer);
  if (writer.queue.length >= queue_max || !mayTrace(writer, traced)) return;
  writer.queue.push({
    clientId: traced.clientId,
    at: new Date(),
    continues: traced.continues === undefined ? null : hashToken(traced.continues),
    leadsTo: traced.leadsTo === undefined ? null : hashToken(traced.leadsTo),
    flowId: traced.flowId ?? uuidv7(),
    step: traced.step,
    outcome: traced.outcome,
    error: traced.error?.slice(0, 100) ?? null,
    observed: traced.observed ?? {},
    finding: traced.finding ?? null,
  });
  if (!writer.running) void write(writer, db, log);
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

function mayTrace({ spent }: Writer, { clientId, outcome }: Traced): boolean {
  const minute = Math.floor(performance.now() / 60_000);
  if (spent.size > clients_max) spent.clear();
  const known = spent.get(clientId);
  const budget = known?.minute === minute ? known : { minute, refused: 0, others: 0 };
  spent.set(clientId, budget);
  if (outcome === 'refused') {
    budget.refused += 1;
    return budget.refused <= refused_a_minute;
  }
  budget.others += 1;
  return budget.others <= others_a_minute;
}
