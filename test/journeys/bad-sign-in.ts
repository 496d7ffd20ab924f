import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Visitor } from '../support/browser-visitor.ts';
import { type Credentials, type OidcClient, signInAt } from '../support/oidc-client.ts';
import { sendSignIn } from '../support/sign-in-page.ts';
import { domain, type Journey, logins, password } from './journey.ts';
import { strangeRedirects } from './strange-redirects.ts';

const student = { login: logins.student, password };

/** What an attacker or a badly made application sends to the sign-in. */
export function badSignIns(at: Journey): void {
  const issuer = () => at.system.urls.issuer;
  const own = (): { client: OidcClient; credentials: Credentials } => at.clients[0]!;
  const redeem = ({ client_id, client_secret }: Credentials, form: Record<string, string>) =>
    fetch(`${issuer()}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', redirect_uri: own().client.redirectUri, ...form }),
    });
  /** A code that nobody has redeemed yet, with the verifier that belongs to it. */
  const freshCode = async () => {
    const visitor = new Visitor();
    const { url, checks } = await own().client.begin();
    const page = await sendSignIn(visitor, await visitor.open(url), student);
    return { code: new URL(page.url).searchParams.get('code')!, verifier: checks.codeVerifier };
  };

  describe('a redirect address that is not the registered one', () => {
    const variants = strangeRedirects('http://localhost:4321/callback').map(({ name }) => name);

    it(`is an error page and never a redirect (${variants.length} variants)`, async () => {
      const { client, credentials } = own();
      const registered = client.redirectUri;
      const wrong: string[] = [];
      for (const { name, uri } of strangeRedirects(registered)) {
        const url = new URL((await client.begin()).url);
        url.searchParams.delete('redirect_uri');
        const text = `${url.href}${uri === undefined ? '' : `&redirect_uri=${encodeURIComponent(uri)}`}`;
        const answer = await new Visitor().once(text);
        const page = await answer.text();
        const leads = uri !== undefined && uri.length > 3 && page.includes(`href="${uri}`);
        if (answer.status !== 400 || answer.headers.has('location') || leads || /http-equiv="refresh"/i.test(page)) {
          wrong.push(`${name}: ${answer.status} ${answer.headers.get('location') ?? ''}`);
        }
      }
      expect(variants.length).toBeGreaterThanOrEqual(40);
      expect(wrong).toEqual([]);
      expect(credentials.client_id).not.toBe('');
    });

    it('is none after sign-out either', async () => {
      const visitor = new Visitor();
      const { tokens } = await signInAt(own().client, visitor, student);
      const url = new URL(own().client.signOutUrl(tokens));
      url.searchParams.set('post_logout_redirect_uri', 'https://evil.example/');
      const answer = await visitor.once(url.href);
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    });

    it('twice, or for a client that does not exist, is an error page too', async () => {
      const { url } = await own().client.begin();
      const strange = [
        `${url}&redirect_uri=${encodeURIComponent('https://evil.example/')}`,
        `${url}&client_id=another`,
        url.replace(/client_id=[^&]+/, 'client_id=nobody'),
        url.replace(/client_id=[^&]+/, `client_id=${'%00'}`),
        url.replace(/client_id=[^&]+&?/, ''),
      ];
      for (const one of strange) {
        const answer = await new Visitor().once(one);
        expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      }
    });
  });

  describe('PKCE', () => {
    it.each([
      ['missing', { code_challenge: '', code_challenge_method: '' }],
      ['plain', { code_challenge_method: 'plain' }],
      ['of an unknown method', { code_challenge_method: 'S512' }],
      ['too short', { code_challenge: 'short' }],
      ['of foreign characters', { code_challenge: `${'a'.repeat(42)}!` }],
    ])('that is %s is refused at the registered address', async (_, change) => {
      const url = new URL((await own().client.begin()).url);
      for (const [name, value] of Object.entries(change)) {
        if (value === '') url.searchParams.delete(name);
        else url.searchParams.set(name, value);
      }
      const answer = await new Visitor().once(url.href);
      const location = new URL(answer.headers.get('location')!);
      expect(location.href.startsWith(own().client.redirectUri)).toBe(true);
      expect(location.searchParams.get('error')).toBe('invalid_request');
      expect(location.searchParams.has('code')).toBe(false);
    });

    it('with a wrong, a missing or an empty verifier gives no tokens, and the code is spent', async () => {
      for (const verifier of [randomBytes(32).toString('base64url'), undefined, '']) {
        const { code, verifier: right } = await freshCode();
        const refused = await redeem(own().credentials, {
          code,
          ...(verifier === undefined ? {} : { code_verifier: verifier }),
        });
        expect(refused.status).toBe(400);
        expect(await refused.json()).toMatchObject({ error: expect.stringMatching(/^invalid_(grant|request)$/) });
        // The challenge itself is not the verifier.
        const challenge = createHash('sha256').update(right).digest('base64url');
        expect((await redeem(own().credentials, { code, code_verifier: challenge })).status).toBe(400);
      }
    });
  });

  describe('a code', () => {
    it('that comes a second time is refused and withdraws what the first use gave', async () => {
      const { code, verifier } = await freshCode();
      const first = await redeem(own().credentials, { code, code_verifier: verifier });
      expect(first.status).toBe(200);
      const { access_token } = (await first.json()) as { access_token: string };
      const me = () => fetch(`${issuer()}/me`, { headers: { authorization: `Bearer ${access_token}` } });
      expect((await me()).status).toBe(200);

      const second = await redeem(own().credentials, { code, code_verifier: verifier });
      expect([second.status, await second.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })]);
      expect((await me()).status).toBe(401);
    });

    it('of one client is worth nothing to another', async () => {
      const { code, verifier } = await freshCode();
      const stolen = await redeem(at.clients[1]!.credentials, { code, code_verifier: verifier });
      expect([stolen.status, await stolen.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })]);
    });

    it.each([
      ['a wrong secret', (own: Credentials) => ({ ...own, client_secret: `${own.client_secret.slice(0, -1)}_` })],
      [
        'the secret’s hash',
        (own: Credentials) => ({
          ...own,
          client_secret: createHash('sha256').update(own.client_secret).digest('base64url'),
        }),
      ],
      ['the id of nobody', (own: Credentials) => ({ ...own, client_id: 'nobody' })],
    ])('with %s gives 401', async (_, change) => {
      const { code, verifier } = await freshCode();
      const answer = await redeem(change(own().credentials), { code, code_verifier: verifier });
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ error: 'invalid_client' })]);
    });
  });

  describe('a failed sign-in', () => {
    it('looks the same for a wrong password, an unknown name, a name without password and a locked account', async () => {
      const locked = `y.letnyaya@${domain}`;
      await at.run('accounts', 'set-password', locked, '--password', password);
      const { personId } = await at.done<{ personId: string }>('people', 'show', locked);
      await at.system.operator.call('identity-provider', 'PUT', `/api/v1/accounts/${personId}/state`, {
        state: 'locked',
      });
      const attempts = [
        { login: logins.student, password: 'wrong password' },
        { login: `nobody@${domain}`, password: 'wrong password' },
        { login: `o.b@${domain}`, password },
        { login: locked, password },
        { login: logins.student, password: `${password} ` },
        { login: logins.student, password: 'я'.repeat(5_000) },
      ];
      const answers: { status: number; body: string }[] = [];
      for (const attempt of attempts) {
        const visitor = new Visitor();
        const page = await visitor.open((await own().client.begin()).url);
        const refused = await sendSignIn(visitor, page, attempt);
        const body = refused.text
          .replaceAll(new URL(page.url).pathname, '/interaction/…')
          .replaceAll(attempt.login, '…');
        answers.push({ status: refused.status, body });
      }
      expect(answers[0]!.status).toBe(422);
      for (const answer of answers.slice(1)) expect(answer).toEqual(answers[0]);
    });

    it('is not helped by a form from another site', async () => {
      const visitor = new Visitor();
      const page = await visitor.open((await own().client.begin()).url);
      const answer = await visitor.once(page.url, {
        method: 'POST',
        headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams(student),
      });
      expect(answer.status).toBe(403);
    });
  });
}
