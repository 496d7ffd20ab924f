import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  ask,
  assertion,
  type Checker,
  checkerAudience,
  operator,
  post,
  question,
  startChecker,
  startIssuer,
  type TestIssuer,
  type TestTerminal,
} from './checker.ts';
import { type ArrangedHolder, arrangeHolder } from './holders.ts';

const members = { name: 'members', effect: 'permit', audience: {}, schedule: 'always' };

describe('AuthZEN', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let terminal: TestTerminal;
  let token: string;
  let person: ArrangedHolder;
  let good: Record<string, unknown>;
  const passages = async () => {
    const { rows } = await database.admin.raw<{ rows: { count: number }[] }>(
      'select count(*)::int as count from access_checker.passages',
    );
    return rows[0]!.count;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    const { tpu } = await arrangeUniversities(database.admin);
    person = await arrangeHolder(database, { university: tpu });
    checker = await startChecker(database, issuer);
    const operate = operator(checker, issuer);
    await operate.zone('hall');
    await operate.rules('hall', [members]);
    terminal = await operate.terminal('hall');
    token = await terminal.assertion();
    good = question(person.card.number, 'hall');
  });
  afterAll(async () => {
    await checker?.stop();
    await issuer?.close();
    await database?.drop();
  });

  describe('form', () => {
    it.each<[string, (body: Record<string, unknown>) => unknown, string]>([
      ['no subject', ({ subject: _, ...rest }) => rest, 'subject'],
      ['a subject that is a text', (body) => ({ ...body, subject: 'me' }), 'subject'],
      ['a subject without a type', (body) => ({ ...body, subject: { id: '1' } }), 'subject.type'],
      ['an id that is a number', (body) => ({ ...body, subject: { type: 'credential', id: 21 } }), 'subject.id'],
      ['an empty id', (body) => ({ ...body, subject: { type: 'credential', id: '' } }), 'subject.id'],
      ['no action', ({ action: _, ...rest }) => rest, 'action'],
      ['an action without a name', (body) => ({ ...body, action: {} }), 'action.name'],
      ['a resource that is a list', (body) => ({ ...body, resource: [] }), 'resource'],
      ['a resource without an id', (body) => ({ ...body, resource: { type: 'zone' } }), 'resource.id'],
      ['a context that is a text', (body) => ({ ...body, context: 'now' }), 'context'],
      [
        'properties that are a list',
        (body) => ({ ...body, action: { name: 'enter', properties: [] } }),
        'action.properties',
      ],
      ['a list for a body', () => [], ''],
    ])('answers 400 to %s', async (_what, change, field) => {
      const response = await post(checker, token, change(good));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        code: 'request.malformed',
        errors: [expect.objectContaining({ field })],
      });
    });

    it.each([
      ['a body that is no JSON', '{', { 'content-type': 'application/json' }],
      ['an empty body', '', { 'content-type': 'application/json' }],
      ['another content type', '{}', { 'content-type': 'text/plain' }],
    ])('answers 400 to %s', async (_what, body, headers) => {
      expect((await post(checker, token, body, headers)).status).toBe(400);
    });

    it('passes over fields that nobody knows', async () => {
      const body = { ...good, later: 1, context: { time: 'x' }, subject: { ...(good['subject'] as object), more: [] } };
      expect(await (await post(checker, token, body)).json()).toMatchObject({ decision: true });
    });

    it.each([
      ['in one piece', (text: string) => text],
      ['in pieces of unknown number', (text: string) => new Blob([text]).stream()],
    ])('answers 413 to a body that is too large, sent %s', async (_how, send) => {
      const response = await fetch(`${checker.url}/access/v1/evaluation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: send(JSON.stringify({ ...good, context: { text: 'x'.repeat(200_000) } })),
        duplex: 'half',
      } as RequestInit);
      expect(response.status).toBe(413);
      expect(await ask(checker, token, person.card.number, 'hall')).toMatchObject({ decision: true });
    });

    it('sends the request id back, also with a refusal', async () => {
      const headers = { 'x-request-id': 'a/1+b=' };
      expect((await post(checker, token, good, headers)).headers.get('x-request-id')).toBe('a/1+b=');
      expect((await post(checker, token, {}, headers)).headers.get('x-request-id')).toBe('a/1+b=');
      expect((await post(checker, token, good)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('refuses an unknown action, resource type or subject type as a decision, not as a fault', async () => {
      for (const [change, reason] of [
        [{ action: { name: 'fly' } }, 'no_rule'],
        [{ resource: { type: 'book', id: 'hall' } }, 'zone_unknown'],
        [{ subject: { type: 'car', id: 'x' } }, 'unknown'],
      ] as const) {
        expect(await (await post(checker, token, { ...good, ...change })).json()).toMatchObject({
          decision: false,
          context: { reason_code: reason },
        });
      }
    });

    it('says where it is', async () => {
      const response = await fetch(`${checker.url}/.well-known/authzen-configuration`);
      expect(await response.json()).toEqual({
        policy_decision_point: checkerAudience,
        access_evaluation_endpoint: `${checkerAudience}/access/v1/evaluation`,
      });
    });
  });

  describe('who asks', () => {
    const now = Date.now();
    const refusals: [string, () => Promise<string | undefined> | string | undefined, string][] = [
      ['nobody', () => undefined, 'token.missing'],
      ['somebody with nonsense', () => 'nonsense', 'token.invalid'],
      [
        'a terminal that is not enrolled',
        async () => assertion(uuidv7(), await generateSigningKey('ES256', 'x')),
        'terminal.not_enrolled',
      ],
      [
        'another key in the name of a terminal',
        async () => assertion(terminal.id, await generateSigningKey('ES256', 'gate')),
        'token.invalid',
      ],
      ['an assertion that has expired', () => terminal.assertion({ now: new Date(now - 3_600_000) }), 'token.expired'],
      [
        'an assertion for another service',
        () => terminal.assertion({ audience: 'http://other' }),
        'token.wrong_audience',
      ],
      [
        'a token for another service',
        () => issuer.token({ audience: 'http://other', scope: 'access.read' }),
        'token.wrong_audience',
      ],
    ];
    it.each(refusals)('answers 401 to %s, and logs it', async (_who, tokenOf, code) => {
      const requestId = uuidv7();
      const response = await post(checker, await tokenOf(), good, { 'x-request-id': requestId });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await response.json()).toMatchObject({ code });
      const line = checker.logged.map((text) => JSON.parse(text)).find((one) => one.requestId === requestId);
      expect(line).toMatchObject({ level: 40, refusal: code });
    });

    it('answers 401 to a token of a foreign issuer', async () => {
      const foreign = await startIssuer();
      try {
        const stranger = await foreign.token({ audience: checkerAudience, scope: 'access.read' });
        expect((await post(checker, stranger, good)).status).toBe(401);
      } finally {
        await foreign.close();
      }
    });

    it('answers 401 to a terminal from the moment it is revoked, also with an assertion it knew', async () => {
      const operate = operator(checker, issuer);
      const other = await operate.terminal('hall');
      const known = await other.assertion();
      expect((await post(checker, known, good)).status).toBe(200);
      await operate.revoke(other.id);
      const response = await post(checker, known, good);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'terminal.not_enrolled' });
      expect((await operate.call('DELETE', `/api/v1/terminals/${other.id}`)).status).toBe(404);
    });

    it('answers an administrator about a person or a card, and keeps no passage of it', async () => {
      await checker.context.passages.idle();
      const before = await passages();
      const reader = await issuer.token({ audience: checkerAudience, scope: 'access.read' });
      const byPerson = question(person.personId, 'hall', { type: 'person' });
      expect(await (await post(checker, reader, byPerson)).json()).toMatchObject({ decision: true });
      expect(await (await post(checker, reader, good)).json()).toMatchObject({ decision: true });
      await ask(checker, token, person.card.number, 'hall', { 'x-request-id': uuidv7() });
      await checker.context.passages.idle();
      expect(await passages()).toBe(before + 1);
    });

    it('answers 403 to a program without the scope', async () => {
      const other = await issuer.token({ audience: checkerAudience, scope: 'people.read' });
      expect((await post(checker, other, good)).status).toBe(403);
    });
  });
});
