import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { recordChange, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { deleteErasedAccounts } from '../../../services/identity-provider/src/use-cases/delete-erased-accounts.ts';
import { endExpired } from '../../../services/identity-provider/src/use-cases/end-expired.ts';
import { followClock } from '../../../services/identity-provider/src/use-cases/follow-directory.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { addApplication, openSession, startApplications, type ToldApplications } from './told-applications.ts';

let database: FreshDatabase;
let db: Db;
let provider: IdentityProvider;
let applications: ToldApplications;
let university: University;
let lms: string;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  applications = await startApplications();
  university = (await arrangeUniversities(database.admin)).tpu;
  provider = await startIdentityProviders(database);
  lms = await addApplication(db, applications.address('/lms'));
});

afterEach(() => {
  applications.received.length = 0;
});

afterAll(async () => {
  await provider?.stop();
  await applications?.close();
  await database?.drop();
});

type SignedIn = ArrangedPerson & { readonly uid: string };

/** A person who is signed in at the application. */
async function signedIn(change: Partial<Parameters<typeof arrangePerson>[1]> = {}): Promise<SignedIn> {
  const person = await arrangePerson(database.admin, { university, ...change });
  await database.admin.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
    person.personId,
    person.referenceId,
  ]);
  const { uid } = await openSession(db, person, [lms]);
  return { ...person, uid };
}

async function endedBecause(person: ArrangedPerson): Promise<string[]> {
  const { rows } = await database.admin.raw<{ rows: { because: string }[] }>(
    'select because from identity_provider.logouts where account_id = ? order by ended_at',
    [person.referenceId],
  );
  return rows.map(({ because }) => because);
}
async function isSignedIn(person: ArrangedPerson): Promise<boolean> {
  const { rows } = await database.admin.raw<{ rows: unknown[] }>(
    `select from identity_provider.sessions s join identity_provider.accounts a on a.reference_id = s.account_id
     where a.person_id = ? and s.ended_at is null and s.epoch = a.epoch`,
    [person.personId],
  );
  return rows.length > 0;
}
const changed = (topic: 'affiliation.changed' | 'card.changed', entityId: string, payload = {}) =>
  transaction(database.admin, (tx) => recordChange(tx, { topic, entityId, payload, universityId: university.id }));
const signedOut = (person: ArrangedPerson, because: string) =>
  until(`signed out because of ${because}`, async () => (await endedBecause(person)).includes(because));
const told = (person: SignedIn) =>
  until('the application is told', () => applications.received.some(({ sid }) => sid.startsWith(person.uid)));
const endAffiliations = (person: ArrangedPerson) =>
  database.admin.raw(
    `update directory.affiliations set valid = tstzrange(lower(valid), now()), grace = '0' where person_id = ?`,
    [person.personId],
  );

describe('whoever loses his last affiliation', () => {
  it('is signed out everywhere; whoever keeps one is not, nor who has yet to begin', async () => {
    const [leaver, double, newcomer] = [
      await signedIn(),
      await signedIn(),
      await signedIn({ validFrom: new Date(Date.now() + 86_400_000) }),
    ];
    await database.admin.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       select ?, source_record_id, person_id, university_id, scope, 'library-walk-in', valid from directory.affiliations where person_id = ?`,
      [uuidv7(), double.personId],
    );
    await database.admin.raw(
      `update directory.affiliations set valid = tstzrange(lower(valid), now()), grace = '0' where person_id = ? and affiliation <> 'library-walk-in'`,
      [double.personId],
    );
    await endAffiliations(leaver);
    for (const one of [double, newcomer, leaver]) await changed('affiliation.changed', one.personId);
    await signedOut(leaver, 'last-affiliation');
    await told(leaver);
    expect(await isSignedIn(leaver)).toBe(false);
    expect([await isSignedIn(double), await isSignedIn(newcomer)]).toEqual([true, true]);
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select actor, details from directory.audit_trail where action = 'session.ended' and subject = ?`,
      [`person:${leaver.personId}`],
    );
    expect(rows).toEqual([
      { actor: 'service:identity-provider', details: { because: 'last-affiliation', sessions: 1 } },
    ]);
    // Whoever signs in afterwards does so with what he still is, and stays, whatever line comes again.
    await openSession(db, { ...leaver, epoch: 1 }, [lms]);
    await database.admin.raw(
      `update identity_provider.sessions set login_at = now() + interval '1 hour' where account_id = ? and ended_at is null`,
      [leaver.referenceId],
    );
    await changed('affiliation.changed', leaver.personId);
    const other = await signedIn();
    await endAffiliations(other);
    await changed('affiliation.changed', other.personId);
    await signedOut(other, 'last-affiliation');
    expect(await isSignedIn(leaver)).toBe(true);
  });

  it('by the clock alone is signed out too, once', async () => {
    await followClock(db);
    await database.admin.raw(
      `update identity_provider.lifecycle_positions set at = now() - interval '1 hour' where name = 'clock'`,
    );
    const person = await signedIn({
      validUntil: new Date(Date.now() - 60_000),
      validFrom: new Date(Date.now() - 86_400_000),
    });
    await database.admin.raw(`update directory.affiliations set grace = '0' where person_id = ?`, [person.personId]);
    const counts = await Promise.all([followClock(db), followClock(db), followClock(db)]);
    expect(counts.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(1);
    expect(await endedBecause(person)).toEqual(['last-affiliation']);
    await told(person);
  });
});

describe('whoever reports a card as stolen', () => {
  it('is signed out everywhere; another change of a card signs nobody out', async () => {
    const [robbed, careful] = [await signedIn(), await signedIn()];
    const card = async (person: ArrangedPerson) => {
      const id = uuidv7();
      await database.admin.raw(
        `insert into directory.cards (id, person_id, state, issued_by_university_id, changed_by, number) values (?, ?, 'requested', ?, 'test', null)`,
        [id, person.personId, university.id],
      );
      return id;
    };
    const [stolen, kept] = [await card(robbed), await card(careful)];
    const move = (id: string, state: string) =>
      database.admin.raw(
        `update directory.cards set state = ?, changed_by = 'test', changed_at = now(), version = version + 1 where id = ?`,
        [state, id],
      );
    await move(kept, 'cancelled');
    await changed('card.changed', kept, { personId: careful.personId });
    await database.admin.raw(
      `insert into directory.card_events (card_id, sequence, at, actor, from_state, to_state, prev, hash)
       select card_id, 100, now(), 'test', 'active', 'stolen', hash, hash from directory.card_events where card_id = ?`,
      [stolen],
    );
    await changed('card.changed', stolen, { personId: robbed.personId });
    await signedOut(robbed, 'card-stolen');
    await told(robbed);
    expect([await isSignedIn(robbed), await isSignedIn(careful)]).toEqual([false, true]);
  });
});

describe('the other ends', () => {
  it.each([
    ['locked', 'PUT', 'state', { state: 'locked' }],
    ['password-changed', 'PUT', 'password', { password: 'совсем другой длинный пароль' }],
    ['ended-by-administrator', 'DELETE', 'sessions', undefined],
  ])('%s', async (because, method, what, body) => {
    const person = await signedIn();
    const response = await provider.api(method, `/api/v1/accounts/${person.personId}/${what}`, 'accounts.write', body);
    expect(response.status).toBeLessThan(300);
    expect(await endedBecause(person)).toEqual([because]);
    await told(person);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('running out of time', async () => {
    const person = await signedIn();
    await database.admin.raw(
      `update identity_provider.sessions set expires_at = now() - interval '1 second' where account_id = ?`,
      [person.referenceId],
    );
    await Promise.all([endExpired(db, new AbortController().signal), endExpired(db, new AbortController().signal)]);
    expect(await endedBecause(person)).toEqual(['expired']);
    await told(person);
  });

  it('being erased: told by the session alone, and nothing kept of whose it was', async () => {
    const person = await signedIn();
    await database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [person.personId]);
    await deleteErasedAccounts(db);
    await told(person);
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select from identity_provider.logouts where account_id = ? union all select from identity_provider.sessions where account_id = ?`,
      [person.referenceId, person.referenceId],
    );
    expect(rows).toEqual([]);
  });
});
