import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Db } from '@onecampus/database';
import {
  addApplication,
  end,
  openSession,
  startApplications,
} from '../integration/identity-provider/told-applications.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { percentile } from './statistics.ts';

/** A city of 70,000 at the end of a lecture: 200 sign-outs a minute, each of a session at seven services. */
const sign_outs_per_minute = 200;
const slow_answer_ms = 1_000;
const told_within_ms = 2_000;
const patience_ms = 30_000;
const quick = ['/quick-1', '/quick-2', '/quick-3', '/quick-4'];
const slow = ['/slow-1', '/slow-2'];

interface Delivery {
  readonly clientId: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly took_ms: number;
}

/**
 * How soon services hear that a session ended: four that answer at once, two after a second and one that is dead, told by an
 * instance that does nothing else meanwhile. Every end is written by the very statement that a sign-out executes.
 */
export async function benchSignOut(options: {
  readonly db: Db;
  readonly person: { readonly sub: string };
  readonly sign_outs: number;
}): Promise<BenchRow[]> {
  const { db, sign_outs } = options;
  const applications = await startApplications();
  const dead = await deadAddress();
  try {
    for (const place of slow) applications.answers.set(place, { after_ms: slow_answer_ms });
    const answering = await Promise.all(
      [...quick, ...slow].map((place) => addApplication(db, applications.address(place))),
    );
    const clients = [...answering, await addApplication(db, dead)];
    const sessions: string[] = [];
    for (let number = 0; number < sign_outs; number += 1) {
      sessions.push((await openSession(db, { referenceId: options.person.sub }, clients)).idHash);
    }
    progress(`${sign_outs} sign-outs at ${clients.length} services each, ${sign_outs_per_minute} a minute`);
    const since = new Date();
    const start = performance.now();
    for (const [number, idHash] of sessions.entries()) {
      const wait = start + (number * 60_000) / sign_outs_per_minute - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await end(db, idHash);
    }
    const deliveries = await settled(db, clients, since, answering);
    const told = deliveries.filter(({ clientId }) => answering.includes(clientId));
    const times = told.map(({ state, took_ms }) => (state === 'told' ? took_ms : Number.POSITIVE_INFINITY));
    const inTime = times.filter((took_ms) => took_ms <= told_within_ms).length;
    const accounted = deliveries.filter(
      ({ clientId, state, attempts, error }) =>
        state === 'told' || (!answering.includes(clientId) && attempts > 0 && error !== null),
    ).length;
    return [
      { name: 'a service is told of a sign-out after, p50', value: percentile(times, 50), unit: 'ms' },
      { name: 'a service is told of a sign-out after, p95', value: percentile(times, 95), unit: 'ms' },
      {
        name: `services that answer, told within ${told_within_ms / 1_000} s`,
        value: (100 * inTime) / times.length,
        unit: '%',
        spread: `${inTime} of ${times.length}; two of six services take ${slow_answer_ms / 1_000} s to answer`,
      },
      {
        name: 'ends that are not accounted for at some service',
        value: sign_outs * clients.length - accounted,
        unit: 'errors',
        spread: `${accounted} of ${sign_outs * clients.length}, one of seven services is dead`,
      },
    ];
  } finally {
    await applications.close();
  }
}

/** When every service that answers has been told, and the dead one was tried for every session; or after some patience. */
async function settled(
  db: Db,
  clients: readonly string[],
  since: Date,
  answering: readonly string[],
): Promise<readonly Delivery[]> {
  const deadline = performance.now() + patience_ms;
  for (;;) {
    const { rows } = await db.raw<{ rows: Delivery[] }>(
      `select d.client_id as "clientId", d.state, d.attempts, d.last_error as error,
              extract(epoch from d.settled_at - l.ended_at)::float * 1000 as took_ms
       from identity_provider.logout_deliveries d join identity_provider.logouts l on l.id = d.logout_id
       where d.client_id = any(?) and l.ended_at >= ?`,
      [[...clients], since] as never,
    );
    const open = rows.filter(({ clientId, state, attempts }) =>
      answering.includes(clientId) ? state === 'pending' : attempts === 0,
    );
    if (open.length === 0 || performance.now() > deadline) return rows;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Nobody listens there, and nobody will: the port is taken and given back. */
async function deadAddress(): Promise<string> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://localhost:${port}/backchannel-logout`;
}
