import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import { acrossUniversities, listRolesOfPerson, mergePeople, splitPeople } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import request from 'supertest';
import {
  ask,
  type Checker,
  operator,
  startChecker,
  startIssuer,
  until,
} from '../integration/access-checker/checker.ts';
import { announce } from '../integration/access-checker/holders.ts';
import { openTestContext } from '../integration/card-issuer/desk.ts';
import { freshTokens, registerClient, userinfo } from '../integration/identity-provider/flows.ts';
import { startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { peopleSnapshot } from '../support/people-snapshot.ts';

/** One human whom two universities brought in as two people: at the sign-in, the desk and the gate, before, while and after. */
describe('a person who became part of another', () => {
  let database: FreshDatabase;
  let older: ArrangedPerson;
  let younger: ArrangedPerson;
  let mergeId: string;
  let before: unknown;
  const cleanUp: (() => unknown)[] = [];

  let provider: Awaited<ReturnType<typeof startIdentityProviders>>;
  let lms: Awaited<ReturnType<typeof registerClient>>;
  let checker: Checker;
  let terminal: string;
  let cellar: string;
  let desk: (method: 'get' | 'post', path: string, body?: object) => request.Test;
  const cards: Record<string, { number: string; id: string }> = {};

  beforeAll(async () => {
    database = await freshDatabase();
    cleanUp.push(() => database.drop());
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    older = await arrangePerson(database.admin, { university: tpu, login: 'older' });
    younger = await arrangePerson(database.admin, {
      university: tsu,
      login: 'younger',
      affiliation: 'staff',
      roles: ['librarian'],
    });
    provider = await startIdentityProviders(database);
    cleanUp.push(() => provider.stop());
    for (const one of [older, younger]) {
      const answer = await provider.api('PUT', `/api/v1/accounts/${one.personId}/password`, 'accounts.write', {
        password: `пароль ${one.eppn}`,
      });
      expect(answer.status).toBe(204);
    }
    lms = await registerClient(provider);

    const issuer = await startIssuer();
    cleanUp.push(() => issuer.close());
    checker = await startChecker(database, issuer);
    cleanUp.push(() => checker.stop());
    const operate = operator(checker, issuer);
    await operate.zone('offices');
    // Only the younger's university, only its staff: the older's card opens it through him alone.
    await operate.rules('offices', [
      {
        name: 'staff',
        effect: 'permit',
        audience: { any_of: [{ affiliation: 'staff', scope: tsu.homeOrganization }] },
        schedule: 'always',
      },
    ]);
    terminal = await (await operate.terminal('offices')).assertion();
    await operate.zone('cellar');
    await operate.rules('cellar', [
      { name: 'members', effect: 'permit', audience: {}, schedule: 'always' },
      {
        name: 'barred',
        effect: 'deny',
        priority: 'ban',
        audience: { any_of: [{ person_id: younger.personId }] },
        schedule: 'always',
      },
    ]);
    cellar = await (await operate.terminal('cellar')).assertion();

    const deskIssuer = await (await import('../integration/card-issuer/desk.ts')).startIssuer();
    cleanUp.push(() => deskIssuer.close());
    const context = openTestContext(database, deskIssuer.url);
    cleanUp.push(() => context.close());
    const app = buildApp(context);
    const token = await deskIssuer.token();
    desk = (method, path, body) =>
      request(app)
        [method](path)
        .set('authorization', `Bearer ${token}`)
        .send(method === 'get' ? undefined : (body ?? {}));
    for (const [name, one] of Object.entries({ older, younger })) {
      cards[name] = (await desk('post', '/api/v1/cards', { personId: one.personId }).expect(201)).body;
      await announce(database, one.personId);
    }
    before = await peopleSnapshot(database.admin, [older.personId, younger.personId]);
  });
  afterAll(async () => {
    for (const clean of cleanUp.toReversed()) await clean();
  });

  const order = () => ({ id: uuidv7(), method: 'operator', reason: 'test', decidedBy: ['service:test'] }) as const;
  const gate = async (card: { number: string }) => (await ask(checker, terminal, card.number, 'offices')).decision;
  const mayEnterCellar = async (card: { number: string }) =>
    (await ask(checker, cellar, card.number, 'cellar')).decision;
  const signIn = async (one: ArrangedPerson) => {
    const { tokens } = await freshTokens(provider.issuer, lms, { login: one.eppn, password: `пароль ${one.eppn}` });
    const claims = (await (await userinfo(provider.issuer, tokens.access_token)).json()) as {
      sub: string;
      eduperson_scoped_affiliation?: string[];
    };
    return { sub: claims.sub, affiliations: claims.eduperson_scoped_affiliation?.toSorted() };
  };
  const cardsOf = async (personId: string) =>
    (await desk('get', `/api/v1/people/${personId}/cards`).expect(200)).body.cards
      .map((one: { number: string }) => one.number)
      .toSorted();
  const bothCards = () => [cards['older']!.number, cards['younger']!.number].toSorted();

  it('is two people to begin with', async () => {
    await until(async () => await gate(cards['younger']!));
    expect(await gate(cards['older']!)).toBe(false);
    expect([await mayEnterCellar(cards['older']!), await mayEnterCellar(cards['younger']!)]).toEqual([true, false]);
    expect((await signIn(older)).affiliations).toEqual(['member@tpu.ru', 'student@tpu.ru']);
  });

  it('is one at the gate, the desk and the sign-in, under either login, card and name that services know', async () => {
    const merged = await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [younger.personId, older.personId], order()),
    );
    expect(merged).toMatchObject({ survivorId: older.personId, loserId: younger.personId });
    mergeId = merged!.mergeId;

    const everything = ['member@tpu.ru', 'member@tsu.ru', 'staff@tsu.ru', 'student@tpu.ru'];
    expect(await signIn(older)).toEqual({ sub: older.referenceId, affiliations: everything });
    expect(await signIn(younger)).toEqual({ sub: younger.referenceId, affiliations: everything });

    await until(async () => await gate(cards['older']!));
    expect(await gate(cards['younger']!)).toBe(true);
    // Who is barred is barred with whatever card he shows.
    expect([await mayEnterCellar(cards['older']!), await mayEnterCellar(cards['younger']!)]).toEqual([false, false]);

    expect(await cardsOf(older.personId)).toEqual(bothCards());
    expect(await cardsOf(younger.personId)).toEqual(bothCards());
    const another = await desk('post', '/api/v1/cards', { personId: older.personId });
    expect([another.status, another.body.code]).toEqual([409, 'card.already_live']);
    expect((await desk('get', `/api/v1/cards/${cards['younger']!.number}`)).body.personId).toBe(older.personId);

    const roles = await acrossUniversities(database.as('registrar'), (tx) => listRolesOfPerson(tx, older.personId));
    expect(roles.map(({ role }) => role)).toEqual(['librarian']);
  });

  it('is two again as before, and what came of his card meanwhile goes with it', async () => {
    const replaced = await desk('post', `/api/v1/cards/${cards['younger']!.number}/replace`).expect(201);
    await acrossUniversities(database.as('registrar'), (tx) => splitPeople(tx, mergeId, order()));
    await until(async () => !(await gate(cards['older']!)));
    await until(async () => await gate(replaced.body));
    expect([await mayEnterCellar(cards['older']!), await mayEnterCellar(replaced.body)]).toEqual([true, false]);
    expect(await cardsOf(older.personId)).toEqual([cards['older']!.number]);
    expect(await cardsOf(younger.personId)).toEqual([cards['younger']!.number, replaced.body.number].toSorted());
    expect(await signIn(older)).toEqual({ sub: older.referenceId, affiliations: ['member@tpu.ru', 'student@tpu.ru'] });
    expect(await signIn(younger)).toEqual({
      sub: younger.referenceId,
      affiliations: ['member@tsu.ru', 'staff@tsu.ru'],
    });
    const after = await peopleSnapshot(database.admin, [older.personId, younger.personId]);
    const withoutCards = (snapshot: unknown) => ({ ...(snapshot as object), 'directory.cards': [] });
    expect(withoutCards(after)).toEqual(withoutCards(before));
  });
});
