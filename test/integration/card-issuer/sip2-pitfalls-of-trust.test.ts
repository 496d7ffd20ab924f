import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardIssuerConfig } from '@onecampus/card-issuer/config';
import { changeSipAccount } from '@onecampus/card-issuer/use-cases/change-sip-account';
import { renewSipSecret } from '@onecampus/card-issuer/use-cases/renew-sip-secret';
import type { ConfigFault } from '@onecampus/runtime';
import { by, information, openMachine, openSip2Library, parts, type Sip2Library, status } from './sip2-library.ts';

/** An authority of our own with a server's and a client's certificate, as `docs/how-to/connect-a-self-check.md` makes them. */
function makeCertificates(folder: string) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  for (const name of ['localhost', 'kiosk-7']) {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-out',
      `${name}.pem`,
    );
  }
  return (name: string) => readFileSync(path.join(folder, name), 'utf8');
}

/** What other servers got wrong about whom they serve and what they tell, by its number in that list. */
describe('pitfalls of trust', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sip2-'));
  const file = makeCertificates(folder);
  let library: Sip2Library;
  beforeAll(async () => {
    library = await openSip2Library(async () => ({
      CAMPUS_SIP2_TLS_PORT: '0',
      CAMPUS_SIP2_TLS_CERTIFICATE: file('localhost.pem'),
      CAMPUS_SIP2_TLS_KEY: file('localhost.key'),
      CAMPUS_SIP2_TLS_CLIENT_CA: file('ca.pem'),
    }));
  });
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true });
  });

  it('16: what is scanned is a value and never a part of a statement', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader()];
    for (const scanned of [
      "' or '1'='1",
      `${reader.card}' --`,
      '%',
      '*',
      'a/b',
      '\\',
      '\u0000',
      'x'.repeat(300),
      `"${reader.card}"`,
    ]) {
      const answer = parts(await machine.ask(status(scanned)));
      expect([answer.code, answer.field('BL'), answer.field('CQ')]).toEqual(['24', 'N', 'N']);
    }
    expect(parts(await machine.ask(status(` ${reader.card} `))).field('BL')).toBe('Y');
  });

  it('17: no account can be told to hang up on who is silent for less than ten minutes', async () => {
    await expect(library.account({ idleSeconds: 300 })).rejects.toMatchObject({ code: 'row.refused' });
  });

  it('18: another institution than ours is taken and given back', async () => {
    const machine = await library.loggedIn();
    expect(parts(await machine.ask('3520260901    083000AO1|AA7|')).field('AO')).toBe('1');
  });

  it('19: an account is served from its own networks only, and a log-in is what it says to be', async () => {
    const far = await library.account({ networks: ['10.9.0.0/16', '2001:db8::/32'] });
    const near = await library.account();
    const machine = await library.machine();
    for (const [login, secret] of [
      [far.login, far.secret],
      [near.login, far.secret],
      [near.login, ''],
      ['nobody', near.secret],
      ["' or 1=1 --", near.secret],
    ]) {
      expect(await machine.ask(`9300CN${login}|CO${secret}|`)).toBe('940');
    }
    expect(await machine.ask(`9311CN${near.login}|CO${near.secret}|`)).toBe('940');
    expect(await machine.ask(`9300CN${near.login}|CO${near.secret}|CPdesk`)).toBe('941');
  });

  it('19: an account that is switched off, or has another secret, serves no more', async () => {
    const { login, secret } = await library.account({ pin: 'none' });
    const [machine, reader] = [await library.machine(), await library.reader()];
    expect(await machine.ask(`9300CN${login}|CO${secret}|`)).toBe('941');
    const renewed = await renewSipSecret(library.context, { by, login });
    const other = await library.machine();
    expect(await other.ask(`9300CN${login}|CO${secret}|`)).toBe('940');
    expect(await other.ask(`9300CN${login}|CO${renewed.secret}|`)).toBe('941');
    expect(parts(await machine.ask(status(reader.card))).field('BL')).toBe('Y');
    await changeSipAccount(library.context, { by, login, changes: { enabled: false } });
    library.moveClock(6_000);
    expect(parts(await machine.ask(status(reader.card))).field('BL')).toBe('N');
    expect(await other.ask(`9300CN${login}|CO${renewed.secret}|`)).toBe('940');
    const { rows } = await library.database.admin.raw<{ rows: { action: string; details: unknown }[] }>(
      `select action, details from directory.audit_trail where details ->> 'login' = ? order by id`,
      [login],
    );
    expect(rows.map(({ action }) => action)).toEqual(['terminal.added', 'terminal.secret_renewed', 'terminal.changed']);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('19: over TLS, and with a certificate where the account has one', async () => {
    const { login, secret } = await library.account({ clientCertificate: 'kiosk-7' });
    const speak = (client: { cert?: string; key?: string }) =>
      new Promise<string>((resolve, reject) => {
        const socket = connectTls(
          { port: library.door.tlsPort!, host: '127.0.0.1', servername: 'localhost', ca: file('ca.pem'), ...client },
          () => socket.write(`9300CN${login}|CO${secret}|\r`),
        );
        socket.once('data', (bytes) => {
          resolve(`${socket.getProtocol()} ${bytes.toString()}`);
          socket.destroy();
        });
        socket.once('error', reject);
      });
    expect(await speak({ cert: file('kiosk-7.pem'), key: file('kiosk-7.key') })).toBe('TLSv1.3 941\r');
    expect(await speak({ cert: file('localhost.pem'), key: file('localhost.key') })).toBe('TLSv1.3 940\r');
    expect(await speak({})).toBe('TLSv1.3 940\r');
    expect(await (await library.machine()).ask(`9300CN${login}|CO${secret}|`)).toBe('940');
  });

  it('19: in production the port without TLS is open to no public network', () => {
    const faults = (more: Record<string, string>) => {
      try {
        cardIssuerConfig({ NODE_ENV: 'production', CAMPUS_SIP2_PORT: '6001', ...more });
        return [];
      } catch (error) {
        return (error as ConfigFault).faults.filter((one) => /SIP2|PEPPER/.test(one)).map((one) => one.split(':')[0]);
      }
    };
    expect(faults({ CAMPUS_SIP2_HOST: '0.0.0.0' })).toEqual(['CAMPUS_PIN_PEPPER', 'CAMPUS_SIP2_HOST']);
    for (const host of ['127.0.0.1', '10.1.2.3', 'fd00::1', '100.64.0.9'])
      expect(faults({ CAMPUS_SIP2_HOST: host })).toEqual(['CAMPUS_PIN_PEPPER']);
    for (const host of ['93.184.216.34', '::', 'cards.example'])
      expect(faults({ CAMPUS_SIP2_HOST: host })).toContain('CAMPUS_SIP2_HOST');
  });

  it('19: an account asks so often a minute and no more, on so many lines and no more', async () => {
    const busy = await library.loggedIn({ messagesPerMinute: 2, pin: 'none' });
    const reader = await library.reader();
    const valid: (string | undefined)[] = [];
    for (let times = 0; times < 10; times += 1) valid.push(parts(await busy.ask(status(reader.card))).field('BL'));
    // Two in this minute, and two more if it ended meanwhile.
    expect(valid.slice(0, 2)).toContain('Y');
    expect(valid.filter((one) => one === 'N').length).toBeGreaterThanOrEqual(6);
    const { login, secret } = await library.account({ connectionsMax: 2 });
    const lines = [await library.machine(), await library.machine(), await library.machine()];
    const logIn = (line: (typeof lines)[number]) => line.ask(`9300CN${login}|CO${secret}|`);
    expect([await logIn(lines[0]!), await logIn(lines[1]!), await logIn(lines[2]!)]).toEqual(['941', '941', '940']);
    lines[0]!.end();
    await expectSoon(async () => (await logIn(lines[2]!)) === '941');
  });

  it('20: a reader’s data goes to whom it is for, and where it leaves his university that is on record', async () => {
    const reader = await library.reader({ familyName: 'Ким', givenName: 'Яна' });
    const vendor = await library.loggedIn({ purpose: 'eresource', pin: 'none' });
    const asked = await vendor.ask(information(reader.card));
    expect(asked).not.toContain('Ким');
    expect(asked).not.toMatch(/\|(BD|BE|BF|PA|PB|PC|AQ|BV)/);
    const elsewhere = await library.loggedIn({ universityId: library.tsu.id, pin: 'none', shows: ['name', 'class'] });
    for (let times = 0; times < 3; times += 1)
      expect(await elsewhere.ask(information(reader.card))).toContain('|AEКим, Яна|');
    const { rows } = await library.database.admin.raw<{ rows: object[] }>(
      'select from_university_id, to_party, attributes from directory.disclosures where person_id = ?',
      [reader.personId],
    );
    expect(rows).toEqual([
      { from_university_id: library.tpu.id, to_party: `university:${library.tsu.id}`, attributes: ['class', 'name'] },
    ]);
  });

  it('21: 24 and 64 name the same sum, with two decimals', async () => {
    const [machine, reader] = [
      await library.loggedIn({ pin: 'none', shows: ['name', 'fees'] }),
      await library.reader(),
    ];
    for (const amount of [15_005, 1]) {
      await library.database.admin.raw(
        `insert into directory.patron_blocks (id, person_id, university_id, scope, kinds, amount_minor, currency, public_text, set_by)
         values (gen_random_uuid(), ?, ?, 'university', '{loan}', ?, 'RUB', 'Долг', 'service:test')`,
        [reader.personId, library.tpu.id, amount] as never,
      );
    }
    const [short, long] = [
      parts(await machine.ask(status(reader.card))),
      parts(await machine.ask(information(reader.card))),
    ];
    expect([short.field('BH'), short.field('BV'), short.flags]).toEqual(['RUB', '150.06', 'Y          Y  ']);
    expect([long.field('BH'), long.field('BV'), long.flags]).toEqual(['RUB', '150.06', 'Y          Y  ']);
  });

  it('22: a failed log-in leaves nobody logged in', async () => {
    const { login, secret } = await library.account({ pin: 'none' });
    const [machine, reader] = [await library.machine(), await library.reader()];
    expect(await machine.ask(`9300CN${login}|CO${secret}|`)).toBe('941');
    expect(parts(await machine.ask(status(reader.card))).field('BL')).toBe('Y');
    expect(await machine.ask(`9300CN${login}|COwrong|`)).toBe('940');
    expect(parts(await machine.ask(status(reader.card))).field('BL')).toBe('N');
    expect(await machine.ask('97')).toMatch(/^24/);
  });

  it('a client that knows no log-in is known by its address, where that stands for one account alone', async () => {
    const reader = await library.reader();
    const ask = async () => {
      const one = await openMachine(library.door.port!, { localAddress: '127.0.7.7' });
      const answer = [
        parts(await one.ask('9900302.00')).field('AO'),
        parts(await one.ask(status(reader.card))).field('BL'),
      ];
      one.end();
      return answer;
    };
    expect(await ask()).toEqual(['', 'N']);
    await library.account({ withoutLogin: true, networks: ['127.0.7.0/24'], pin: 'none' });
    expect(await ask()).toEqual(['TPU', 'Y']);
    await library.account({ withoutLogin: true, networks: ['127.0.0.0/16'], pin: 'none' });
    expect(await ask()).toEqual(['', 'N']);
  });

  it('an address on which nobody logs in takes no more lines than 256, and nobody else’s place', async () => {
    const lines = await Promise.all(
      Array.from({ length: 300 }, () => openMachine(library.door.port!, { localAddress: '127.1.5.5' })),
    );
    const answers = await Promise.all(lines.map((one) => one.ask('9900302.00')));
    expect(answers.filter((one) => one !== undefined)).toHaveLength(256);
    expect(await (await library.loggedIn()).ask('9900302.00')).toMatch(/^98Y/);
    for (const one of lines) one.end();
  });

  async function expectSoon(holds: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + 5_000;
    while (!(await holds())) if (Date.now() > until) throw new Error('did not come to hold');
  }
});
