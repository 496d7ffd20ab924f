import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { consortium } from '@onecampus/sample-big-tomsk';
import { signTerminalAssertion } from '@onecampus/tokens';
import type { JWK } from 'jose';
import { plain, Visitor } from '../support/browser-visitor.ts';
import { numberOnPage, scanAtDesk, signInAtService } from '../support/desk.ts';
import { type Credentials, type OidcClient, programToken, signInAt, startOidcClient } from '../support/oidc-client.ts';
import { describeWithRedis, redisUrl } from '../support/redis.ts';
import { sendSignIn } from '../support/sign-in-page.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';
import { evaluate } from './evaluate.ts';

const zone = 'tsu-research-library-reading-room';
const eppn = (slug: string) => {
  const { login, university } = consortium.signIns.find((one) => one.slug === slug)!.identities[0]!;
  return `${login}@${consortium.universities.find((one) => one.slug === university)!.scope}`;
};

/**
 * Two processes of every service on one Postgres and one Redis, behind a balancer that gives each request to the other one:
 * what a process kept to itself would be missing at the next request.
 */
describeWithRedis('two instances of every service', () => {
  let system: RunningSystem;
  let client: OidcClient;
  let credentials: Credentials;

  beforeAll(async () => {
    // A database of its own within this run's Redis: the services of the other files keep to theirs.
    system = await startSystem({ instances: 2, people: 40, redisUrl: `${redisUrl}/1` });
    client = await startOidcClient(system.urls.issuer);
    credentials = await system.operator.call<Credentials>('identity-provider', 'POST', '/api/v1/clients', {
      client_name: 'Another LMS',
      redirect_uris: [client.redirectUri],
      post_logout_redirect_uris: [client.signedOutUri],
      backchannel_logout_uri: client.backchannelUri,
      subject_type: 'public',
      subject_type_reason: 'the tests compare it with the directory',
    });
    await client.configure(credentials);
  }, 120_000);

  afterAll(async () => {
    await client?.stop();
    await system?.stop();
  }, 60_000);

  const password = () => system.secrets.samplePassword;
  const desk = () => system.urls.of['card-issuer'];
  const checker = () => system.urls.of['access-checker'];
  const terminalToken = () =>
    signTerminalAssertion({
      terminalId: system.secrets.terminal!.id,
      audience: checker(),
      privateJwk: system.secrets.terminal!.privateJwk as JWK,
      jti: crypto.randomUUID(),
      now: new Date(),
    });

  it('carry the main job through both: sign in twice, carry a card, pass a gate, lose the card, sign out', async () => {
    const visitor = new Visitor();
    const student = { login: eppn('student-tusur'), password: password() };
    const { tokens } = await signInAt(client, visitor, student);
    // It is TSU's, and asks who is of another university.
    const asked = await visitor.open(`${system.urls.of['sample-lms-b']}/sign-in`);
    const lms = await visitor.send(asked, {}, /\/consent$/);
    expect(plain(lms.text)).toContain('Li Wei');

    const librarian = new Visitor();
    await signInAtService(librarian, `${desk()}/`, { login: eppn('librarian-tsu'), password: password() });
    const reader = await scanAtDesk(librarian, desk(), '70-01-0000103');
    const issued = await librarian.send(reader, { drawn: 'yes' }, /\/issue$/);
    const number = numberOnPage(issued)!;
    const token = await terminalToken();
    // Each instance learns of the card by itself; from then on neither of them ever says no again.
    await settled(async () => (await evaluate(checker(), { number, token, resource: zone })).body.decision, true);

    await librarian.send(await librarian.open(reader.url), {}, /\/suspend$/);
    await settled(async () => (await evaluate(checker(), { number, token, resource: zone })).body.decision, false);

    await visitor.send(lms, {}, /^\/sign-out$/);
    await expect(client.userInfo(tokens)).rejects.toMatchObject({ status: 401 });
    await until('the application is told', () => client.logoutTokens.length > 0);

    for (const service of ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const) {
      const counts = system.counts(service);
      expect([service, counts.length, Math.min(...counts) >= 3]).toEqual([service, 2, true]);
    }
  });

  it('let one of 100 parallel redemptions of a code win, and leave nobody with tokens', async () => {
    const { url, checks } = await client.begin();
    const visitor = new Visitor();
    const page = await sendSignIn(visitor, await visitor.open(url), {
      login: eppn('student-tpu'),
      password: password(),
    });
    const code = new URL(page.url).searchParams.get('code')!;
    const basic = Buffer.from(`${credentials.client_id}:${credentials.client_secret}`).toString('base64');
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const answer = await fetch(`${system.urls.issuer}/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${basic}` },
          body: new URLSearchParams({
            grant_type: 'authorization_code',
            code,
            redirect_uri: client.redirectUri,
            code_verifier: checks.codeVerifier,
          }),
        });
        return { status: answer.status, body: (await answer.json()) as { access_token?: string; error?: string } };
      }),
    );
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners.length).toBe(1);
    expect(answers.filter(({ status, body }) => status === 400 && body.error === 'invalid_grant').length).toBe(99);
    // Somebody else had the code as well, so what the winner got is withdrawn.
    const me = await fetch(`${system.urls.issuer}/me`, {
      headers: { authorization: `Bearer ${winners[0]!.body.access_token}` },
    });
    expect(me.status).toBe(401);
  });

  it('leave one live card of 60 parallel issues for one person', async () => {
    const { clientId, clientSecret, issuer } = system.configuration;
    const token = await programToken(
      issuer,
      { client_id: clientId, client_secret: clientSecret },
      { resource: desk(), scope: 'cards.write' },
    );
    const answers = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const answer = await fetch(`${desk()}/api/v1/cards`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ student_number: 'ST0000104', university: 'tsuab' }),
        });
        return { status: answer.status, body: (await answer.json()) as { number?: string; code?: string } };
      }),
    );
    const issued = answers.filter(({ status }) => status === 201);
    expect(issued.length).toBe(1);
    expect(new Set(answers.filter((one) => !issued.includes(one)).map(({ body }) => body.code))).toEqual(
      new Set(['card.already_live']),
    );
    const { rows } = await system.database.admin.raw<{ rows: { number: string }[] }>(
      `select number from directory.cards where person_id = (select person_id from directory.cards where number = ?)`,
      [issued[0]!.body.number!],
    );
    expect(rows).toEqual([{ number: issued[0]!.body.number }]);
  });

  it('know each other’s sessions: a desk that one instance signed in is signed in at the other, and out at both', async () => {
    const librarian = new Visitor();
    await signInAtService(librarian, `${desk()}/`, { login: eppn('librarian-tpu'), password: password() });
    const seen = [];
    for (let again = 0; again < 6; again += 1) seen.push((await librarian.open(`${desk()}/`)).url);
    expect(new Set(seen)).toEqual(new Set([`${desk()}/`]));
    await librarian.send(await librarian.open(`${desk()}/`), {}, /^\/sign-out$/);
    for (let again = 0; again < 4; again += 1) {
      expect((await librarian.open(`${desk()}/`)).url).toContain('/interaction/');
    }
  });
});

/** Waits until the answer is the wanted one, and then demands it of 30 questions in a row: it must never flip back. */
async function settled(ask: () => Promise<boolean>, wanted: boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  let inARow = 0;
  while (inARow < 2) {
    if (Date.now() > deadline) throw new Error(`it did not become ${wanted}`);
    inARow = (await ask()) === wanted ? inARow + 1 : 0;
  }
  for (let again = 0; again < 30; again += 1) expect(await ask()).toBe(wanted);
}
