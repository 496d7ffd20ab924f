import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/gate-terminal/app';
import { readGateTerminalConfig } from '@onecampus/gate-terminal/config';
import { createContext } from '@onecampus/gate-terminal/context';
import { serve } from '@onecampus/http';
import { createLogger, uuidv7 } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  type Checker,
  checkerAudience,
  operator,
  startChecker,
  startIssuer,
  type TestIssuer,
  type TestTerminal,
} from '../access-checker/checker.ts';
import { type ArrangedHolder, arrangeHolder } from '../access-checker/holders.ts';
import { type PostgresLine, postgresLine } from '../access-checker/postgres-line.ts';

interface Read {
  decision: boolean;
  reason_code: string;
  decided_by: string;
  request_id: string;
  reason_user: { ru: string; en: string };
  reason_admin: { ru: string; en: string };
}

describe('gate terminal', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let line: PostgresLine;
  let enrolled: TestTerminal;
  let person: ArrangedHolder;
  let folder: string;
  const stops: (() => Promise<void>)[] = [];

  const environmentOf = (terminal: { id: string; key: TestTerminal['key'] }) => ({
    NODE_ENV: 'test',
    CAMPUS_CHECKER_URL: line.url(checker.url).replace(/\/$/, ''),
    CAMPUS_CHECKER_AUDIENCE: checkerAudience,
    CAMPUS_TERMINAL_ID: terminal.id,
    CAMPUS_TERMINAL_KEY: JSON.stringify(terminal.key.privateJwk),
    CAMPUS_ZONE: 'hall',
    CAMPUS_JOURNAL_FOLDER: path.join(folder, terminal.id),
  });
  const start = async (terminal: { id: string; key: TestTerminal['key'] }) => {
    const context = await createContext(readGateTerminalConfig(environmentOf(terminal)), {
      log: createLogger({ service: 'gate-terminal', level: 'silent' }),
    });
    const serving = await serve(
      { host: '127.0.0.1', port: 0, log: context.log, metrics: context.metrics },
      (draining) => buildApp(context, draining),
    );
    const stop = async () => {
      await serving.stop();
      await context.close();
    };
    const read = async (scanned: string): Promise<Read> => {
      const response = await fetch(`${serving.url}/api/v1/reads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scanned }),
      });
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as Read;
    };
    const show = async (scanned: string, language = 'ru') => {
      const response = await fetch(serving.url, {
        method: 'POST',
        headers: { 'accept-language': language },
        body: new URLSearchParams({ scanned }),
      });
      return response.text();
    };
    return { url: serving.url, context, read, show, stop };
  };
  type Gate = Awaited<ReturnType<typeof start>>;
  let gate: Gate;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-gate-'));
    database = await freshDatabase();
    issuer = await startIssuer();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    person = await arrangeHolder(database, { university: tpu });
    const foreign = await arrangeHolder(database, { university: tsu });
    stranger = foreign.card.number;
    checker = await startChecker(database, issuer);
    line = await postgresLine(checker.url);
    const operate = operator(checker, issuer);
    await operate.zone('hall');
    await operate.rules('hall', [
      { name: 'own', effect: 'permit', audience: { any_of: [{ scope: 'tpu.ru' }] }, schedule: 'always' },
    ]);
    enrolled = await operate.terminal('hall');
    gate = await start(enrolled);
    stops.push(gate.stop);
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await line?.close();
    await checker?.stop();
    await issuer?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });
  let stranger = '';

  it('says what the checker decides, and the checker keeps it under the same id', async () => {
    const allowed = await gate.read(`${person.card.number}\r`);
    expect(allowed).toMatchObject({ decision: true, reason_code: 'ok', decided_by: 'centre' });
    expect(await gate.read(stranger)).toMatchObject({ decision: false, reason_code: 'no_rule' });
    await checker.context.passages.idle();
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select 1 from access_checker.passages where request_id = ? and terminal_id = ?`,
      [allowed.request_id, enrolled.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('shows the verdict in the language of the page, and of the refused one the reason', async () => {
    const number = person.card.number;
    expect(await gate.show(number)).toMatch(/data-tone="ok"[\s\S]*Проходите/);
    expect(await gate.show(number, 'en')).toMatch(/data-tone="ok"[\s\S]*Please come in/);
    const refused = await gate.show(stranger);
    expect(refused).toMatch(/data-tone="refused"[\s\S]*Прохода нет[\s\S]*Ваша карта не открывает вход сюда/);
    expect(refused).not.toContain(stranger);
  });

  it.each([
    ['Cyrillic look-alikes', () => person.card.number.replace(/.$/, 'О')],
    ['a wrong check digit', () => person.card.number.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))],
    ['nothing', () => ''],
    ['two cards in a row', () => person.card.number.repeat(2)],
    ['a very long text', () => '2'.repeat(1_000)],
  ])('refuses %s by itself', async (_what, scan) => {
    expect(await gate.read(scan())).toMatchObject({
      decision: false,
      reason_code: 'unreadable',
      decided_by: 'terminal',
    });
  });

  it('refuses while the checker cannot be reached, says so, and recovers by itself', async () => {
    expect((await fetch(`${gate.url}/readyz`)).status).toBe(200);
    await line.cut();
    expect(await gate.read(person.card.number)).toMatchObject({
      decision: false,
      reason_code: 'undecidable',
      decided_by: 'terminal',
    });
    expect(await gate.show(person.card.number)).toMatch(/data-tone="warn"[\s\S]*Проверка не работает/);
    expect(await (await fetch(gate.url)).text()).toContain('Нет связи с центром проверки');
    expect((await fetch(`${gate.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${gate.url}/livez`)).status).toBe(200);
    await line.mend();
    expect(await gate.read(person.card.number)).toMatchObject({ decision: true, decided_by: 'centre' });
    expect((await fetch(`${gate.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(gate.url)).text()).not.toContain('Нет связи с центром проверки');
  });

  it('opens nothing with a key that was not enrolled', async () => {
    const forged = await start({ id: uuidv7(), key: await generateSigningKey('ES256', 'gate') });
    stops.push(forged.stop);
    expect(await forged.read(person.card.number)).toMatchObject({ decision: false, reason_code: 'undecidable' });
    expect((await fetch(`${forged.url}/readyz`)).status).toBe(503);
  });

  it('writes everything down, but no card number, and goes on in the same journal after a restart', async () => {
    const terminal = await operator(checker, issuer).terminal('hall');
    const journal = path.join(folder, terminal.id, 'journal.jsonl');
    const first = await start(terminal);
    await first.read(person.card.number);
    await first.read('nonsense');
    await first.stop();
    const second = await start(terminal);
    await second.read(stranger);
    await second.stop();
    const text = await readFile(journal, 'utf8');
    const entries = text
      .split('\n')
      .filter((entry) => entry !== '')
      .map((entry) => JSON.parse(entry) as Record<string, unknown>);
    expect(entries.map(({ n, reason_code, decided_by }) => [n, reason_code, decided_by])).toEqual([
      [1, 'ok', 'centre'],
      [2, 'unreadable', 'terminal'],
      [1, 'no_rule', 'centre'],
    ]);
    expect(new Set(entries.map(({ boot }) => boot)).size).toBe(2);
    expect(text).not.toContain(person.card.number);
    expect(text).not.toContain(stranger);
  });

  it('refuses a configuration with every fault at once, and repeats no key', () => {
    const wrong = {
      CAMPUS_TERMINAL_ID: 'x',
      CAMPUS_TERMINAL_KEY: '{"kty":"EC","d":"secret-part"}',
      CAMPUS_COLOUR: 'red',
    };
    let message = '';
    try {
      readGateTerminalConfig(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const part of ['CAMPUS_TERMINAL_ID', 'CAMPUS_TERMINAL_KEY', 'CAMPUS_ZONE', 'CAMPUS_COLOUR']) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('secret-part');
  });
});
