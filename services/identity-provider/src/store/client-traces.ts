import type { Db } from '@onecampus/database';
import { rings } from '../rules/ring.ts';

/** One step of a sign-in to an application. */
export interface TraceStep {
  readonly id: string;
  readonly flowId: string;
  readonly at: Date;
  readonly step: string;
  readonly outcome: 'ok' | 'refused' | 'waiting';
  readonly error: string | null;
  readonly observed: Readonly<Record<string, unknown>>;
  readonly finding: { readonly code: string; readonly observed?: string; readonly registered?: string } | null;
}

export interface NewTraceStep {
  readonly clientId: string;
  readonly at: Date;
  /** SHA-256 of what ties this step to the one before. */
  readonly continues: string | null;
  readonly leadsTo: string | null;
  /** The flow where no step leads here. */
  readonly flowId: string;
  readonly step: string;
  readonly outcome: TraceStep['outcome'];
  readonly error: string | null;
  readonly observed: Readonly<Record<string, unknown>>;
  readonly finding: TraceStep['finding'];
}

const slotOf = (at: string) => `identity_provider.ring_slot(${at}, ${rings.traces.days}, ${rings.traces.slots})`;

/** Flows to which earlier steps lead, by the application and what leads there; no step waits longer for the next one than an hour. */
export async function findFlows(
  db: Db,
  threads: readonly { readonly clientId: string; readonly continues: string }[],
): Promise<{ clientId: string; leadsTo: string; flowId: string }[]> {
  if (threads.length === 0) return [];
  const { rows } = await db.raw<{ rows: { clientId: string; leadsTo: string; flowId: string }[] }>(
    `select distinct on (t.client_id, t.leads_to) t.client_id as "clientId", t.leads_to as "leadsTo", t.flow_id as "flowId"
     from identity_provider.client_traces t
     join jsonb_to_recordset(cast(? as jsonb)) as asked ("clientId" text, continues text)
       on t.leads_to = asked.continues and t.client_id = asked."clientId"
     where t.slot in (${slotOf('now()')}, ${slotOf(`now() - interval '12 hours'`)})
     order by t.client_id, t.leads_to, t.id desc`,
    [JSON.stringify(threads)],
  );
  return rows;
}

/** Writes steps in their order, each into the flow that it names. */
export async function insertTraceSteps(db: Db, steps: readonly NewTraceStep[]): Promise<void> {
  await db.raw(
    `insert into identity_provider.client_traces (client_id, flow_id, at, step, outcome, error, observed, finding, leads_to)
     select s."clientId", s."flowId", s.at, s.step, s.outcome, s.error, s.observed, nullif(s.finding, 'null'), s."leadsTo"
     from jsonb_array_elements(cast(? as jsonb)) with ordinality as given (one, position)
     cross join lateral jsonb_to_record(one) as s ("clientId" text, "flowId" uuid, at timestamptz, step text, outcome text,
       error text, observed jsonb, finding jsonb, "leadsTo" text)
     order by given.position`,
    [JSON.stringify(steps)],
  );
}

const looked_back_steps = 5_000;
const alike_shown = 3;

/**
 * The newest sign-ins of an application, their steps in order. Of those that failed and of the others so many each; of
 * refusals that are alike and come from one place the last few, so that a flood of them leaves everything else to be seen.
 */
export async function listTraceSteps(db: Db, clientId: string, flows: number): Promise<TraceStep[]> {
  const { rows } = await db.raw<{ rows: TraceStep[] }>(
    `with recent as (
       select id, flow_id, at, step, outcome, error, observed, finding
       from identity_provider.client_traces where client_id = :clientId order by id desc limit ${looked_back_steps}
     ), alike as (
       select *, row_number() over (partition by outcome, step, error, finding->>'code', observed->>'from'
                                    order by id desc) as nth from recent
     ), flows as (
       select flow_id, max(id) as last, bool_or(outcome = 'refused') as failed,
              bool_or(outcome = 'refused' and nth <= ${alike_shown}) as shown
       from alike group by flow_id
     ), chosen as (
       select flow_id, row_number() over (partition by failed order by last desc) as nth
       from flows where shown or not failed
     )
     select r.id::text, r.flow_id as "flowId", r.at, r.step, r.outcome, r.error, r.observed, r.finding
     from recent r join chosen c on c.flow_id = r.flow_id and c.nth <= :flows
     order by r.id`,
    { clientId, flows } as never,
  );
  return rows;
}

/** The newest sign-in since `since` whose code was redeemed and which nothing was refused in; `undefined` where there is none. */
export async function findPassedTest(db: Db, clientId: string, since: Date): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { flowId: string }[] }>(
    `select flow_id as "flowId" from identity_provider.client_traces where client_id = ?
     group by flow_id
     having min(at) >= ? and bool_or(step = 'tokens' and outcome = 'ok') and not bool_or(outcome = 'refused')
     order by max(id) desc limit 1`,
    [clientId, since],
  );
  return rows[0]?.flowId;
}

const kept_steps_of_client = 5_000;

/** Takes the oldest of applications that have too many. Returns how many steps went. */
export async function dropSurplusTraces(db: Db): Promise<number> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `with busy as (
       select client_id from identity_provider.client_traces group by client_id having count(*) > ${kept_steps_of_client}
     ), bounds as (
       select busy.client_id, bound.id from busy, lateral (
         select id from identity_provider.client_traces t where t.client_id = busy.client_id
         order by id desc offset ${kept_steps_of_client} limit 1) bound
     )
     delete from identity_provider.client_traces t using bounds
     where t.client_id = bounds.client_id and t.id <= bounds.id returning 1`,
  );
  return rows.length;
}
