import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Context } from '@onecampus/card-issuer/context';
import { openSip2Door } from '@onecampus/card-issuer/sip2';
import { addSipAccount, type NewSipAccount } from '@onecampus/card-issuer/use-cases/add-sip-account';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { setOwnPin } from '@onecampus/card-issuer/use-cases/set-own-pin';
import type { University } from '@onecampus/directory';
import { createLogger } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { openTestContext } from './desk.ts';

export type Sip2Library = Awaited<ReturnType<typeof openSip2Library>>;

export const by = { actor: 'client:test' } as const;

/** A card issuer that listens for machines, on a database of its own and with a clock that can be moved. */
export async function openSip2Library(
  more: (database: FreshDatabase) => Promise<Readonly<Record<string, string>>> = async () => ({}),
) {
  const database = await freshDatabase();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  const opened = openTestContext(database, 'http://issuer.test', {
    CAMPUS_SIP2_PORT: '0',
    CAMPUS_PIN_PEPPER: randomBytes(32).toString('base64url'),
    ...(await more(database)),
  });
  let ahead_ms = 0;
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const context: Context = {
    ...opened,
    clock: { now: () => new Date(Date.now() + ahead_ms) },
    log: createLogger({ service: 'card-issuer', level: 'trace', destination }),
  };
  const door = (await openSip2Door(context))!;
  const machines: Machine[] = [];
  const machine = async () => {
    const one = await openMachine(door.port!);
    machines.push(one);
    return one;
  };
  let accounts = 0;
  const account = async (settings: Partial<NewSipAccount> = {}) => {
    accounts += 1;
    const login = `kiosk-${accounts}`;
    const given = {
      universityId: tpu.id,
      institution: 'TPU',
      title: 'Library of TPU',
      purpose: 'loan',
      networks: ['127.0.0.0/8'],
      login,
      ...settings,
    } as const;
    const { secret } = await addSipAccount(context, { by, account: given });
    return { login: given.login, secret };
  };
  return {
    database,
    context,
    door,
    /** Everything that was written to the log. */
    logged: () => lines.join(''),
    tpu,
    tsu,
    account,
    machine,
    moveClock: (by_ms: number) => {
      ahead_ms += by_ms;
    },
    /** A machine that has logged in. */
    loggedIn: async (settings: Partial<NewSipAccount> = {}) => {
      const { login, secret } = await account(settings);
      const one = await machine();
      const answer = await one.ask(`9300CN${login}|CO${secret}|`);
      if (answer !== '941') throw new Error(`the log-in was answered with ${answer}`);
      return one;
    },
    reader: (wanted: Partial<Parameters<typeof arrangePerson>[1]> & { pin?: string } = {}) =>
      arrangeReader(database, context, tpu, wanted),
    close: async () => {
      for (const one of machines) one.end();
      await door.stop();
      await context.close();
      await database.drop();
    },
  };
}

async function arrangeReader(
  database: FreshDatabase,
  context: Context,
  tpu: University,
  { pin, ...wanted }: Partial<Parameters<typeof arrangePerson>[1]> & { pin?: string },
): Promise<ArrangedPerson & { card: string }> {
  const person = await arrangePerson(database.admin, { university: tpu, ...wanted });
  const { number } = await issueCard(context, { by, personId: person.personId, number: undefined, once: undefined });
  if (pin !== undefined) await setOwnPin(context, { personId: person.personId, pin });
  return { ...person, card: number! };
}

export type Machine = Awaited<ReturnType<typeof openMachine>>;

/** A line to the server in bytes, with nothing of the product in it: what is sent and what comes is written by the tests. */
export async function openMachine(port: number, options: { localAddress?: string } = {}) {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true, ...options });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = Buffer.alloc(0);
  let over = false;
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    over = true;
    wake();
  });
  /** The next bytes up to CR, without it; `undefined` when the line was closed. */
  const next = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const at = received.indexOf(0x0d);
      if (at >= 0) {
        const message = received.subarray(0, at);
        received = received.subarray(at + 1);
        return message;
      }
      if (over) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    socket,
    send: (bytes: string | Buffer) => void socket.write(bytes),
    next,
    nextText: async () => (await next())?.toString('utf8'),
    /** Sends one message with CR and returns what comes back. */
    ask: async (text: string | Buffer): Promise<string | undefined> => {
      socket.write(Buffer.concat([Buffer.from(text), Buffer.from('\r')]));
      return (await next())?.toString('utf8');
    },
    isOver: () => over,
    end: () => socket.destroy(),
  };
}

const date = '20260901    083000';

export const status = (patron: string, rest = '') => `23015${date}AOTPU|AA${patron}|AC|${rest}`;
export const information = (patron: string, rest = '') => `63015${date}${' '.repeat(10)}AOTPU|AA${patron}|AC|${rest}`;

/** An answer taken apart by hand, as a client's author would. */
export function parts(answer: string | undefined) {
  if (answer === undefined) throw new Error('the line was closed');
  const code = answer.slice(0, 2);
  const lengths: Record<string, number> = { '24': 37, '26': 37, '64': 61, '36': 21, '98': 36 };
  const rest = answer.slice(lengths[code] ?? 2);
  const fields = rest.split('|').filter((one) => one !== '');
  return {
    code,
    flags: answer.slice(2, 16),
    language: answer.slice(16, 19),
    all: (id: string) => fields.filter((one) => one.startsWith(id)).map((one) => one.slice(2)),
    field: (id: string) => fields.find((one) => one.startsWith(id))?.slice(2),
  };
}

/** The checksum as a client's author would write it. */
export function guarded(text: string, sequence: number): string {
  const body = `${text}AY${sequence}AZ`;
  const sum = [...Buffer.from(body, 'utf8')].reduce((total, byte) => total + byte, 0);
  return body + ((0x1_00_00 - (sum & 0xff_ff)) & 0xff_ff).toString(16).toUpperCase().padStart(4, '0');
}
