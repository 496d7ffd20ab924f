import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { scopesOf } from '@onecampus/tokens';
import { Visitor } from '../support/browser-visitor.ts';
import { programToken } from '../support/oidc-client.ts';
import { domain, type Journey, university, zone } from './journey.ts';

type Service = 'identity-provider' | 'registrar' | 'card-issuer' | 'access-checker';

interface Endpoint {
  readonly service: Service;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** A body that would be accepted or refused for what it says, never for its form. */
  readonly body: Record<string, unknown>;
  /** Bodies whose fields have wrong types or are missing. */
  readonly wrong: readonly unknown[];
}

const nobody = '00000000-0000-7000-8000-000000000000';

const endpoints: readonly Endpoint[] = [
  {
    service: 'identity-provider',
    method: 'POST',
    path: '/api/v1/clients',
    body: { client_name: 'A', redirect_uris: ['http://localhost/x'] },
    wrong: [
      {},
      { client_name: 1 },
      { client_name: 'A', redirect_uris: 'http://localhost/x' },
      { client_name: 'A', grant_types: ['implicit'] },
    ],
  },
  {
    service: 'identity-provider',
    method: 'PUT',
    path: `/api/v1/accounts/${nobody}/password`,
    body: { password: 'irrelevant here' },
    wrong: [{}, { password: 1 }, { password: null }, { password: ['a'] }],
  },
  {
    service: 'registrar',
    method: 'PUT',
    path: '/api/v1/universities/west',
    body: {
      home_organization: 'west.example',
      scopes: ['west.example'],
      name: { ru: 'Запад', en: 'West' },
      short_name: { ru: 'З', en: 'W' },
      aliases: [],
      time_zone: 'Asia/Tomsk',
    },
    wrong: [{}, { home_organization: 1 }, []],
  },
  {
    service: 'registrar',
    method: 'POST',
    path: `/api/v1/people/${nobody}/roles`,
    body: { university, role: 'librarian' },
    wrong: [{}, { university }, { university, role: 7 }],
  },
  {
    service: 'card-issuer',
    method: 'POST',
    path: '/api/v1/cards',
    body: { student_number: 'none', university: domain },
    wrong: [{}, { personId: 'x' }, { student_number: 70001, university }, { personId: nobody, number: 1 }, 'text', []],
  },
  {
    service: 'card-issuer',
    method: 'POST',
    path: '/api/v1/cards/20000000000000/suspend',
    body: { reason: 'lost' },
    wrong: [{}, { reason: '' }, { reason: 1 }, { reason: 'two\nlines' }, { reason: 'x'.repeat(201) }],
  },
  {
    service: 'access-checker',
    method: 'PUT',
    path: '/api/v1/zones/west-room',
    body: { university, kind: 'library', title: { ru: 'Зал', en: 'Room' } },
    wrong: [{}, { university, kind: 'library', title: 'Room' }, { university, kind: 1, title: { ru: 'З', en: 'R' } }],
  },
  {
    service: 'access-checker',
    method: 'PUT',
    path: `/api/v1/zones/${zone}/rules`,
    body: { rules: [] },
    wrong: [{}, { rules: {} }, { rules: [{ name: 'x', effect: 'maybe', audience: {}, schedule: 'always' }] }],
  },
  {
    service: 'access-checker',
    method: 'POST',
    path: '/api/v1/terminals',
    body: { zone, name: 'x', public_jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } },
    wrong: [
      {},
      { zone, name: 'x', public_jwk: { kty: 'RSA' } },
      { zone, name: 'x', public_jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' } },
    ],
  },
];

/** Bodies that are too large, of another kind, broken, or say what nobody asked. */
export function badBodies(at: Journey): void {
  const tokens = new Map<Service, Promise<string>>();
  const tokenFor = (service: Service) => {
    const { issuer, clientId, clientSecret } = at.system.configuration;
    const known =
      tokens.get(service) ??
      programToken(
        issuer,
        { client_id: clientId, client_secret: clientSecret },
        { resource: at.system.urls.of[service], scope: scopesOf(service).join(' ') },
      );
    tokens.set(service, known);
    return known;
  };
  const send = async (
    { service, method, path }: Endpoint,
    body: BodyInit,
    type: string | undefined = 'application/json',
    headers = {},
  ) =>
    fetch(`${at.system.urls.of[service]}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenFor(service)}`,
        ...(type === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      body,
    });
  const problem = async (answer: Response) => ({
    status: answer.status,
    type: answer.headers.get('content-type')?.split(';')[0],
    code: ((await answer.json()) as { code?: string }).code,
  });

  describe.each(endpoints)('$service $method $path', (endpoint) => {
    const good = JSON.stringify(endpoint.body);

    it('refuses what is no JSON object of the expected form with 400', async () => {
      const refusals: unknown[] = [];
      const broken = [
        '',
        '{',
        'null',
        '"text"',
        `${good}}`,
        good.slice(0, -1),
        '{"a":1,}',
        '\ufeff{',
        '{"__proto__":{"x":1}}',
      ];
      for (const body of [...broken, ...endpoint.wrong.map((one) => JSON.stringify(one))]) {
        const found = await problem(await send(endpoint, body));
        if (found.status !== 400 || found.type !== 'application/problem+json') refusals.push([body, found]);
      }
      expect(refusals).toEqual([]);
    });

    it('refuses a field that it does not know with 400 and names it', async () => {
      const answer = await send(endpoint, JSON.stringify({ ...endpoint.body, role_of_the_moon: 1 }));
      const body = (await answer.json()) as { code: string; errors: object[] };
      expect([answer.status, body.code]).toEqual([400, 'request.unknown_field']);
      expect(JSON.stringify(body.errors)).toContain('role_of_the_moon');
    });

    it('refuses another content type with 415', async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data; boundary=x',
      ]) {
        expect((await problem(await send(endpoint, good, type))).status).toBe(415);
      }
      expect((await problem(await send(endpoint, good, 'application/json; charset=klingon'))).status).toBe(415);
      expect(
        (await problem(await send(endpoint, good, 'application/json', { 'content-encoding': 'snappy' }))).status,
      ).toBe(415);
    });

    it('refuses a body that is too large with 413', async () => {
      const size = endpoint.path.endsWith('/rules') ? 2_100_000 : 70_000;
      expect(
        (await problem(await send(endpoint, JSON.stringify({ ...endpoint.body, filler: 'x'.repeat(size) })))).status,
      ).toBe(413);
    });
  });

  describe('an evaluation', () => {
    const ask = (body: BodyInit, type = 'application/json') =>
      fetch(`${at.system.urls.of['access-checker']}/access/v1/evaluation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${at.terminal.token}`, 'content-type': type },
        body,
      });
    const question = {
      subject: { type: 'credential', id: '20000000000000' },
      action: { name: 'enter' },
      resource: { type: 'zone', id: zone },
    };

    it.each([
      ['an empty body', ''],
      ['broken JSON', '{'],
      ['an array', '[]'],
      ['no subject', JSON.stringify({ ...question, subject: undefined })],
      ['a subject without id', JSON.stringify({ ...question, subject: { type: 'credential' } })],
      ['an id that is a number', JSON.stringify({ ...question, subject: { type: 'credential', id: 1 } })],
      ['an action that is a text', JSON.stringify({ ...question, action: 'enter' })],
      [
        'properties that are a text',
        JSON.stringify({ ...question, resource: { ...question.resource, properties: 'x' } }),
      ],
    ])('with %s is a 400', async (_, body) => {
      const answer = await ask(body);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    });

    it('of another content type is a 400, as AuthZEN has it, and a large one a 413', async () => {
      expect((await ask(JSON.stringify(question), 'text/plain')).status).toBe(400);
      expect((await ask(JSON.stringify({ ...question, context: { filler: 'x'.repeat(17_000) } }))).status).toBe(413);
    });

    it('with what the standard leaves free is answered all the same', async () => {
      const answer = await ask(
        JSON.stringify({
          ...question,
          context: { time: 'now' },
          resource: { ...question.resource, properties: { door: 2 } },
        }),
      );
      expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ decision: false })]);
    });
  });

  describe('a form', () => {
    it('that is too large is a 413, and one of another kind is not taken for empty', async () => {
      const page = await new Visitor().open((await at.clients[0]!.client.begin()).url);
      const post = (body: BodyInit, type: string) =>
        fetch(page.url, { method: 'POST', headers: { 'content-type': type, accept: 'text/html' }, body });
      expect((await post(`password=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded')).status).toBe(413);
      expect((await post('{"login":"x"}', 'application/json')).status).toBeGreaterThanOrEqual(400);
    });

    it('at the token endpoint that is too large or of another kind is refused, and none is a 500', async () => {
      const post = (body: BodyInit, type: string) =>
        fetch(`${at.system.urls.issuer}/token`, { method: 'POST', headers: { 'content-type': type }, body });
      const large = await post(
        `grant_type=authorization_code&code=${'x'.repeat(200_000)}`,
        'application/x-www-form-urlencoded',
      );
      expect(large.status).toBe(413);
      for (const [body, type] of [
        ['{}', 'application/json'],
        ['grant_type', 'text/plain'],
        ['%', 'application/x-www-form-urlencoded'],
      ] as const) {
        expect((await post(body, type)).status).toBe(400);
      }
    });
  });

  describe('a request that is hardly one', () => {
    it.each([
      ['a path that cannot be decoded', '/api/v1/cards/%E0%A4%A'],
      ['a null byte in the path', '/api/v1/cards/%00'],
      ['a very long path', `/${'x'.repeat(8_000)}`],
      ['a path out of the folder', '/assets/..%2f..%2f..%2fetc/passwd'],
      ['repeated parameters', '/?lang=ru&lang=en'],
    ])('%s is answered with less than 500', async (_, path) => {
      for (const service of ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const) {
        const status = await rawGet(at.system.urls.of[service], path);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }
    });
  });
}

/** Sends the path as it is written; `fetch` would tidy it up first. */
function rawGet(base: string, path: string): Promise<number> {
  const { port } = new URL(base);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { accept: 'text/html' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
