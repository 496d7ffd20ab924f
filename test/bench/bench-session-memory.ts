import { readFileSync } from 'node:fs';
import type { Db } from '@onecampus/database';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { heldBy, type TokenPeer } from './bench-tokens.ts';
import { openBrowser } from './browser.ts';
import { expect, singleSignOn } from './code-flow.ts';
import { introspect, refresh, userinfo } from './identity-token-calls.ts';
import { saturate } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { compared } from './rounds.ts';
import { readable } from './statistics.ts';

const users = 16;

/**
 * The largest resident size of a server whose database holds this many live sessions, after some of everything was asked of
 * it, against one that did the same before the sessions were there. Sessions are the database's: the difference is what
 * grows with them in the server.
 */
export async function benchSessionMemory(
  options: {
    /** The database's administrator. */
    readonly db: Db;
    readonly sessions: number;
    /** A server of its own each time. */
    open(): Promise<TokenPeer>;
  },
  pace: Pace,
  wrong: WrongAnswers,
): Promise<BenchRow[]> {
  const without = await peakOfTraffic(await options.open(), pace, wrong);
  await insertSessions(options.db, options.sessions);
  const alive = await liveSessions(options.db);
  expect(alive >= options.sessions, `only ${alive} sessions are alive`);
  progress(`${readable(alive)} sessions are alive`);
  const within = await peakOfTraffic(await options.open(), pace, wrong);
  const name = `peak resident memory with ${readable(options.sessions)} live sessions`;
  return compared(
    [name, 'peak resident memory, the same traffic without them', 'without them'],
    'MiB',
    [within],
    [without],
  );
}

async function peakOfTraffic(peer: TokenPeer, pace: Pace, wrong: WrongAnswers): Promise<number | undefined> {
  const note = (error: Error) => wrong.add({ errors: new Map([[`with many sessions: ${error.message}`, 1]]) });
  const browsers = Array.from({ length: users }, () => openBrowser(peer.application.issuer));
  try {
    const held = await Promise.all(browsers.map((_, user) => heldBy(peer, 'confidential', user, note)));
    await Promise.all(browsers.map((browser, user) => peer.signIn(browser, user)));
    const action = async (user: number) => {
      await singleSignOn(peer.application, browsers[user]!, peer.subOf(user));
      await refresh(peer.confidential, held[user]!, false);
      await userinfo(peer.confidential, held[user]!);
      await introspect(peer.confidential, held[user]!);
    };
    wrong.add(await saturate({ users, seconds: pace.round_seconds * 5, action }));
    return peakOf(peer.process);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await peer.process.stop();
  }
}

/** MiB that a process held at most; `undefined` where the system has no /proc. */
export function peakOf(process: MeasuredProcess): number | undefined {
  try {
    const status = readFileSync(`/proc/${process.child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)![1]) / 1_024;
  } catch {
    return undefined;
  }
}

/** Each of somebody else, made after one that a sign-in has left: the session, its application, and what was granted. */
async function insertSessions(db: Db, count: number): Promise<void> {
  await db.raw(
    `with model as materialized (
       select s.payload, s.device, a.client_id, g.payload as granted
       from identity_provider.sessions s
       join identity_provider.session_authorizations a on a.session_uid = s.uid
       join identity_provider.grants g on g.id = a.grant_id
       where s.ended_at is null and s.account_id is not null order by s.created_at desc limit 1
     ), drawn as materialized (
       select gen_random_uuid() as id, 'bench-' || n as account_id, now() + interval '12 hours' as until
       from generate_series(1, cast(:count as integer)) n
     ), granted as (
       insert into identity_provider.grants (id, account_id, client_id, payload, expires_at)
       select 'grant-' || d.id, d.account_id, m.client_id, m.granted, d.until from drawn d cross join model m
     ), entries as (
       insert into identity_provider.session_authorizations (session_uid, client_id, sid, grant_id, expires_at)
       select 'uid-' || d.id, m.client_id, 'sid-' || d.id, 'grant-' || d.id, d.until from drawn d cross join model m
     )
     insert into identity_provider.sessions (id_hash, uid, account_id, login_at, payload, expires_at, device)
     select 'hash-' || d.id, 'uid-' || d.id, d.account_id, now(), m.payload, d.until, m.device
     from drawn d cross join model m`,
    { count } as never,
  );
  await db.raw('analyze');
}

async function liveSessions(db: Db): Promise<number> {
  const { rows } = await db.raw<{ rows: { alive: string }[] }>(
    'select count(*) as alive from identity_provider.sessions where ended_at is null and expires_at > now()',
  );
  return Number(rows[0]!.alive);
}
