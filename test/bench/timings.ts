import path from 'node:path';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeSignIns } from './arrange-sign-ins.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { type Browser, openBrowser } from './browser.ts';
import { begin, expect } from './code-flow.ts';
import { applicationAt, drawIdentitySecrets, startIdentityServer } from './identity-servers.ts';
import { mannWhitney } from './mann-whitney.ts';
import { median } from './statistics.ts';

const tries_per_name = 5;
/** Below this a difference is what a machine's mood makes of 500 pairs; see mann-whitney.ts. */
const significant = 0.001;
/** What an attacker wins by one look: how much more often than by a toss he says rightly which of two names is there. */
const advantage_max = 0.1;

type Asked = { readonly name: string; ask(browser: Browser, login: string, number: number): Promise<void> };

/**
 * Whether time tells a name that is there from one that is not: wrong passwords and forgotten ones, 500 of each kind, taken
 * in turns (known, unknown, unknown, known …) so that whatever else the machine does falls on both alike.
 */
export async function benchTimings(): Promise<BenchRow[]> {
  const redisUrl = process.env['TEST_REDIS_URL'];
  if (!redisUrl) throw new Error('This bench needs redis-server; install it, or name another bench.');
  const { short, logs: folder } = benchOptions();
  const pairs = short ? 60 : 500;
  const database: FreshDatabase = await freshDatabase();
  const secrets = drawIdentitySecrets();
  const server = await startIdentityServer({
    databaseUrl: database.url('identity-provider'),
    redisUrl,
    secrets,
    folder,
    // The limits end guessing long before this many; here it goes on, or there would be nothing to measure.
    environment: {
      CAMPUS_TRUST_PROXY: 'loopback',
      CAMPUS_SIGN_IN_SOURCE_FAILURES_MAX: '1000000',
      CAMPUS_MAIL_FOLDER: path.join(folder, 'mail'),
    },
  });
  try {
    const { issuer } = server;
    const people = Math.ceil(pairs / tries_per_name);
    const arranged = await arrangeSignIns({ database, issuer, operatorSecret: secrets.operatorSecret, people });
    const application = applicationAt(issuer, arranged.application);
    const { university } = arranged.people[0]!;
    const known = arranged.people.map(({ login }) => login);
    const unknown = known.map((login) => `${login.slice(0, -1)}x`);
    const asked: Asked[] = [
      {
        name: 'a wrong password',
        ask: async (browser, login, number) => {
          const answer = await browser.post(forms[number % forms.length]!, {
            university,
            login,
            password: 'wrong one',
          });
          expect(answer.status === 422, `a wrong password was answered ${answer.status}`);
        },
      },
      {
        name: 'a forgotten password',
        ask: async (browser, login) => {
          const answer = await browser.post('/forgotten', { university, login });
          expect(answer.status === 200 || answer.status === 429, `forgotten was answered ${answer.status}`);
        },
      },
    ];
    // Each from a network of its own: limits by network are not what is measured.
    const browsers = Array.from({ length: people }, (_, index) =>
      openBrowser(issuer, { 'x-forwarded-for': `198.18.${index >> 7}.${index & 127}` }),
    );
    const forms: string[] = [];
    for (const browser of browsers) forms.push((await begin(application, browser)).answer.location!);
    const rows: BenchRow[] = [];
    for (const one of asked) {
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      for (let number = 0; number < pairs; number += 1) {
        const order = number % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        const index = number % people;
        for (const kind of order) {
          const login = (kind === 'known' ? known : unknown)[index]!;
          const began = performance.now();
          await one.ask(browsers[index]!, login, index);
          times[kind].push(performance.now() - began);
        }
      }
      progress(`${pairs} pairs of ${one.name}`);
      const { p, winning } = mannWhitney(times.known, times.unknown);
      const tells = p < significant && Math.abs(winning - 0.5) > advantage_max;
      rows.push(
        { name: `${one.name}, for a name that is there`, value: median(times.known), unit: 'ms' },
        { name: `${one.name}, for one that is not`, value: median(times.unknown), unit: 'ms' },
        {
          name: `${one.name}: how often the known name takes longer`,
          value: 100 * winning,
          unit: '%',
          spread: `Mann–Whitney p = ${p.toPrecision(2)}, ${pairs} of each`,
        },
        { name: `${one.name}: time tells who is there`, value: tells ? 1 : 0, unit: 'errors' },
      );
    }
    for (const browser of browsers) await browser.close();
    return rows;
  } finally {
    await server.process.stop();
    await database.drop();
  }
}
