import { describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Visitor } from '../support/browser-visitor.ts';
import { signInAt } from '../support/oidc-client.ts';
import { until } from '../support/until.ts';
import { domain, type Journey, logins, password } from './journey.ts';

const student = { login: logins.student, password };

/** Sign-in as any member's LMS does it: a certified client library, real redirects, cookies and a real listener. */
export function signedInEverywhere(at: Journey): void {
  const client = (index: number) => at.clients[index]!.client;

  describe('one sign-in', () => {
    it('releases to an application just what is specified', async () => {
      const { tokens } = await signInAt(client(0), new Visitor(), student);
      const claims = tokens.claims()!;
      expect(claims.sub).toMatch(/^[a-z2-7]{26}$/);
      expect(claims).not.toHaveProperty('name');
      expect(await client(0).userInfo(tokens)).toEqual({
        sub: claims.sub,
        name: 'Снегова Нина Петровна',
        family_name: 'Снегова',
        given_name: 'Нина',
        middle_name: 'Петровна',
        email: logins.student,
        email_verified: expect.any(Boolean),
        eduperson_scoped_affiliation: expect.arrayContaining([`student@${domain}`, `member@${domain}`]),
        schac_home_organization: domain,
      });
    });

    it('serves the second application without asking, and is ended at both by signing out at one', async () => {
      const visitor = new Visitor();
      const first = await signInAt(client(0), visitor, student);
      const second = await signInAt(client(1), visitor, 'already signed in');
      // Applications of strangers to each other cannot compare whom they know.
      expect(second.tokens.claims()!.sub).not.toBe(first.tokens.claims()!.sub);
      const told = client(1).logoutTokens.length;

      const page = await visitor.open(client(0).signOutUrl(first.tokens));
      expect(page.url).toBe(`${client(0).signedOutUri}?state=bye`);

      await until('the other application is told', () => client(1).logoutTokens.length > told);
      expect(client(1).logoutTokens.length).toBe(told + 1);
      const { payload, protectedHeader } = await jwtVerify(
        client(1).logoutTokens.at(-1)!,
        createRemoteJWKSet(new URL(`${at.system.urls.issuer}/jwks`)),
        { issuer: at.system.urls.issuer, audience: at.clients[1]!.credentials.client_id },
      );
      // Back-Channel Logout 1.0 §2.4: the event, the session, no nonce.
      expect(protectedHeader.typ).toBe('logout+jwt');
      expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
      expect(payload['sid']).toBe(second.tokens.claims()!['sid']);
      expect(payload.sub).toBe(second.tokens.claims()!.sub);
      expect(payload).not.toHaveProperty('nonce');

      for (const [index, { tokens }] of [first, second].entries()) {
        await expect(client(index).userInfo(tokens)).rejects.toMatchObject({ status: 401 });
      }
      await expect(signInAt(client(1), visitor, 'already signed in')).rejects.toThrow('was asked to sign in');
    });

    it('of one browser is not another browser’s', async () => {
      const visitor = new Visitor();
      await signInAt(client(0), visitor, student);
      await expect(signInAt(client(0), new Visitor(), 'already signed in')).rejects.toThrow('was asked to sign in');
    });

    it('goes on at the sample LMSs in the same browser, whose sign-out ends it everywhere', async () => {
      const visitor = new Visitor();
      const { tokens } = await signInAt(client(0), visitor, student);
      const lms = await visitor.open(`${at.system.urls.of['sample-lms-a']}/sign-in`);
      expect(lms.text).toContain('Снегова Нина Петровна');
      await visitor.send(lms, {}, /^\/sign-out$/);
      await expect(client(0).userInfo(tokens)).rejects.toMatchObject({ status: 401 });
      expect((await visitor.open(`${at.system.urls.of['sample-lms-a']}/`)).text).not.toContain('Снегова');
    });

    it('goes through a change of the signing keys: what was signed before still verifies', async () => {
      const { tokens } = await signInAt(client(0), new Visitor(), student);
      const kids = async () => {
        const { keys } = (await (await fetch(`${at.system.urls.issuer}/jwks`)).json()) as { keys: { kid: string }[] };
        return keys.map(({ kid }) => kid);
      };
      const before = await kids();
      const rotated = await at.done<{ keys: { kid: string; state: string }[] }>('keys', 'rotate', '--immediately');
      expect(rotated.keys.filter(({ state }) => state === 'signing').every(({ kid }) => !before.includes(kid))).toBe(
        true,
      );
      expect(await kids()).toEqual(expect.arrayContaining(before));

      await jwtVerify(tokens.id_token!, createRemoteJWKSet(new URL(`${at.system.urls.issuer}/jwks`)), {
        issuer: at.system.urls.issuer,
      });
      expect((await client(0).userInfo(tokens)).sub).toBe(tokens.claims()!.sub);
      const after = await signInAt(client(0), new Visitor(), student);
      expect(before).not.toContain(
        JSON.parse(Buffer.from(after.tokens.id_token!.split('.')[0]!, 'base64url').toString()).kid,
      );
      // The other services learn of the new key by themselves.
      expect((await at.run('universities', 'list')).code).toBe(0);
    });
  });
}
