import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateSigningKey, keyEncryptionKey, open, signAccessToken, signTerminalAssertion } from '@onecampus/tokens';
import type { JWK } from 'jose';
import { Visitor } from '../support/browser-visitor.ts';
import { programToken, signInAt } from '../support/oidc-client.ts';
import { evaluate } from './evaluate.ts';
import { type Journey, logins, password, zone } from './journey.ts';

type Service = 'identity-provider' | 'registrar' | 'card-issuer' | 'access-checker';

/** One reading and one writing endpoint of each API, with a scope that it wants. */
const endpoints: readonly { service: Service; method: string; path: string; scope: string }[] = [
  { service: 'identity-provider', method: 'GET', path: '/api/v1/clients', scope: 'clients.write' },
  { service: 'identity-provider', method: 'POST', path: '/api/v1/keys/rotate', scope: 'keys.write' },
  { service: 'registrar', method: 'GET', path: '/api/v1/universities', scope: 'people.read' },
  { service: 'registrar', method: 'PUT', path: '/api/v1/universities/west', scope: 'people.write' },
  { service: 'card-issuer', method: 'GET', path: '/api/v1/cards/20000000000000', scope: 'cards.read' },
  { service: 'card-issuer', method: 'POST', path: '/api/v1/cards', scope: 'cards.write' },
  { service: 'access-checker', method: 'GET', path: '/api/v1/zones', scope: 'access.read' },
  { service: 'access-checker', method: 'PUT', path: '/api/v1/zones/west-room', scope: 'access.write' },
  { service: 'access-checker', method: 'POST', path: '/access/v1/evaluation', scope: 'access.read' },
];

/** Tokens that are missing, foreign, forged, old or for somebody else, at every API. */
export function badTokens(at: Journey): void {
  const urlOf = (service: Service) => at.system.urls.of[service];
  const call = ({ service, method, path }: (typeof endpoints)[number], authorization: string | undefined) =>
    fetch(`${urlOf(service)}${path}`, {
      method,
      headers: { ...(authorization === undefined ? {} : { authorization }), 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    });

  /** The provider's real signing key, opened as its operator could: what it signs is genuine but for what we change. */
  const genuineKey = async (): Promise<JWK> => {
    const { rows } = await at.system.database.admin.raw<{ rows: { kid: string; sealed: string }[] }>(
      `select kid, sealed_private_jwk as sealed from identity_provider.signing_keys where state = 'signing' and alg = 'RS256'`,
    );
    const kek = keyEncryptionKey(Buffer.from(at.system.secrets.keyEncryptionKey, 'base64url'));
    return JSON.parse(open(rows[0]!.sealed, kek, `identity_provider.signing_keys:${rows[0]!.kid}`)) as JWK;
  };

  let foreignKey: JWK | undefined;
  const strangeTokens = async ({ service, scope }: (typeof endpoints)[number]) => {
    const issuer = at.system.urls.issuer;
    const genuine = await genuineKey();
    foreignKey ??= (await generateSigningKey('RS256', genuine.kid!)).privateJwk;
    const foreign = { ...foreignKey, kid: genuine.kid! };
    const token = (change: object = {}, key = genuine, now = new Date()) =>
      signAccessToken(
        {
          issuer,
          audience: urlOf(service),
          sub: 'operator',
          clientId: 'operator',
          scope: [scope],
          jti: randomUUID(),
          lifetimeSeconds: 300,
          ...change,
        },
        key,
        now,
      );
    const good = await token();
    const [header, payload, signature] = good.split('.') as [string, string, string];
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const other = service === 'card-issuer' ? 'registrar' : 'card-issuer';
    return {
      good,
      bad: {
        none: undefined,
        'another scheme': `Basic ${good}`,
        empty: 'Bearer ',
        'not a token': 'Bearer abc.def.ghi',
        expired: `Bearer ${await token({}, genuine, new Date(Date.now() - 3_600_000))}`,
        'of the future': `Bearer ${await token({}, genuine, new Date(Date.now() + 3_600_000))}`,
        'signed by a stranger under our key id': `Bearer ${await token({}, foreign)}`,
        'for another service': `Bearer ${await token({ audience: urlOf(other) })}`,
        'of another issuer': `Bearer ${await token({ issuer: 'https://evil.example' })}`,
        unsigned: `Bearer ${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
        'signed with the public key as a secret': `Bearer ${encoded({ alg: 'HS256', typ: 'at+jwt', kid: genuine.kid })}.${payload}.${signature}`,
        'with a changed claim': `Bearer ${header}.${encoded({ ...claims, sub: 'somebody' })}.${signature}`,
        'with a key of its own': `Bearer ${encoded({ alg: 'RS256', typ: 'at+jwt', jwk: foreign })}.${payload}.${signature}`,
        'cut short': `Bearer ${good.slice(0, -8)}`,
        'twice in one header': `Bearer ${good} ${good}`,
      } as Record<string, string | undefined>,
    };
  };

  describe.each(endpoints)('$service $method $path', (endpoint) => {
    it('answers 401 to every token that is not its own and alive, and 403 where the scope is missing', async () => {
      const { good, bad } = await strangeTokens(endpoint);
      const wrong: string[] = [];
      for (const [name, authorization] of Object.entries(bad)) {
        const answer = await call(endpoint, authorization);
        if (answer.status !== 401 || !answer.headers.get('www-authenticate')?.startsWith('Bearer')) {
          wrong.push(`${name}: ${answer.status} ${answer.headers.get('www-authenticate')}`);
        }
      }
      expect(wrong).toEqual([]);
      expect([401, 403]).not.toContain((await call(endpoint, `Bearer ${good}`)).status);

      if (endpoint.service !== 'registrar') return;
      const weak = await programToken(at.system.urls.issuer, at.powerless, {
        resource: urlOf('registrar'),
        scope: 'people.read',
      });
      const answer = await call(endpoint, `Bearer ${weak}`);
      expect(answer.status === 403).toBe(endpoint.scope !== 'people.read');
    });

    it('takes neither a person’s tokens nor a terminal’s for a program’s', async () => {
      const { tokens } = await signInAt(at.clients[0]!.client, new Visitor(), { login: logins.student, password });
      for (const token of [tokens.access_token, tokens.id_token!]) {
        expect((await call(endpoint, `Bearer ${token}`)).status).toBe(401);
      }
      if (endpoint.path.startsWith('/access/')) return;
      expect((await call(endpoint, `Bearer ${at.terminal.token}`)).status).toBe(401);
    });
  });

  describe('a program', () => {
    it('gets no token for what it was not given', async () => {
      const ask = (scope: string, resource: string) =>
        programToken(at.system.urls.issuer, at.powerless, { scope, resource });
      await expect(ask('cards.write', urlOf('card-issuer'))).rejects.toThrow('invalid_scope');
      await expect(ask('people.write', urlOf('registrar'))).rejects.toThrow('invalid_scope');
      await expect(ask('people.read', 'https://evil.example')).rejects.toThrow('invalid_target');
    });
  });

  describe('a terminal', () => {
    const assertion = async (change: object = {}) =>
      signTerminalAssertion({
        terminalId: at.terminal.id,
        audience: urlOf('access-checker'),
        privateJwk: at.terminal.privateJwk as JWK,
        jti: randomUUID(),
        now: new Date(),
        ...change,
      });
    const strange: [string, () => Promise<string>][] = [
      ['of an id that nobody enrolled', () => assertion({ terminalId: randomUUID() })],
      [
        'with a stranger’s key',
        async () => assertion({ privateJwk: (await generateSigningKey('ES256', 'x')).privateJwk }),
      ],
      ['whose token is an hour old', () => assertion({ now: new Date(Date.now() - 3_600_000) })],
      ['whose clock is an hour ahead', () => assertion({ now: new Date(Date.now() + 3_600_000) })],
      ['that speaks to another service', () => assertion({ audience: urlOf('card-issuer') })],
    ];
    it.each(strange)('%s is answered 401, and the refusal is logged', async (_, token) => {
      expect(await evaluate(urlOf('access-checker'), { number: '20000000000000', token: await token() })).toMatchObject(
        { status: 401 },
      );
      expect(await at.system.log('access-checker')).toContain('nobody we know');
    });

    it('learns nothing of another zone than its own', async () => {
      const answer = await evaluate(urlOf('access-checker'), {
        number: '20000000000000',
        token: at.terminal.token,
        resource: `${zone}-2`,
      });
      expect(answer).toMatchObject({ status: 200, body: { decision: false } });
    });
  });
}
