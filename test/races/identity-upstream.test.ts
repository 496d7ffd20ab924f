import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { keyEncryptionKey } from '@onecampus/tokens';
import { carryOutForUpstream } from '../../services/identity-provider/src/federation/change-upstream.ts';
import { ensureAccount } from '../../services/identity-provider/src/store/accounts.ts';
import { answerProposal, nameStranger } from '../../services/identity-provider/src/use-cases/decide-stranger.ts';
import { joinUpstreamPerson } from '../../services/identity-provider/src/use-cases/join-upstream-person.ts';
import { insertLiveUpstream } from '../integration/identity-provider/upstreams.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';

let database: FreshDatabase;
let db: Db;
let tpu: University;
let tsu: University;
let timur: ArrangedPerson;
const keyText = randomBytes(32).toString('base64url');
const kek = keyEncryptionKey(Buffer.from(keyText, 'base64url'));
const issuer = 'https://id.tsu.ru';
const upstreamId = uuidv7();
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  const provider = { keyEncryptionKey: keyText };
  await insertLiveUpstream(database.admin, provider, { university: tsu, issuer, clientSecret: 's', id: upstreamId });
});

afterAll(() => database?.drop());

const arrives = (sub: string, value: string) =>
  joinUpstreamPerson(
    { db, kek },
    { upstreamId, issuer, sub, mapped: { identifier: { scheme: 'eppn', value, scopes: ['tsu.ru'] } } },
  );
const count = async (what: string) =>
  (await database.admin.raw<{ rows: { n: number }[] }>(`select count(*)::int as n from identity_provider.${what}`))
    .rows[0]!.n;

describe('at once', () => {
  it('20 first sign-ins of one subject make one account and one link, and let all in', async () => {
    const joined = await Promise.all(times(20).map(() => arrives('u-1', timur.eppn)));
    expect(joined.map(({ kind }) => kind)).toEqual(times(20).map(() => 'account'));
    expect([await count('upstream_links'), await count('accounts')]).toEqual([1, 1]);
    expect(await count(`notices where kind = 'university-linked'`)).toBe(1);
  });

  it('an account that 8 make in one moment is made, and nobody hears of a duplicate, 60 times over', async () => {
    const people = await Promise.all(times(60).map(() => arrangePerson(database.admin, { university: tpu })));
    const before = await count('accounts');
    for (const { personId, referenceId } of people)
      await Promise.all(times(8).map(() => transaction(db, (tx) => ensureAccount(tx, personId, referenceId))));
    expect((await count('accounts')) - before).toBe(60);
  });

  it('20 subjects that name one person: one of them is that person', async () => {
    const vera = await arrangePerson(database.admin, { university: tsu, login: 'vera' });
    const joined = await Promise.all(times(20).map((index) => arrives(`twin-${index}`, vera.eppn)));
    expect(joined.filter(({ kind }) => kind === 'account')).toHaveLength(1);
    expect(joined.filter(({ kind }) => kind === 'stranger')).toHaveLength(19);
  });

  it('20 tries of one stranger are one request', async () => {
    const joined = await Promise.all(times(20).map(() => arrives('stranger', 'nobody@tsu.ru')));
    expect(new Set(joined.map((one) => 'number' in one && one.number)).size).toBe(1);
  });

  it('10 who decide one stranger decide it once', async () => {
    const { number } = (await arrives('decided', 'nobody@tsu.ru')) as { number: string };
    const people = await Promise.all(times(10).map(() => arrangePerson(database.admin, { university: tsu })));
    const decider = { personId: timur.personId, by: `person:${timur.personId}` } as const;
    const before = await count('upstream_links');
    const answers = await Promise.allSettled(
      people.map(({ eppn }) => nameStranger(db, { id: number, university: tsu, decider, person: eppn })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await count('upstream_links')) - before).toBe(1);
  });

  it('one agrees and one refuses: one of them has it', async () => {
    const { number } = (await arrives('proposed', 'nobody@tsu.ru')) as { number: string };
    const anna = await arrangePerson(database.admin, { university: tpu });
    const other = await arrangePerson(database.admin, { university: tpu });
    const asker = { personId: timur.personId, by: `person:${timur.personId}` } as const;
    const agreeing = { personId: other.personId, by: `person:${other.personId}` } as const;
    expect(await nameStranger(db, { id: number, university: tsu, decider: asker, person: anna.eppn })).toBe('proposed');
    const answers = await Promise.allSettled(
      [true, false, true, false].map((agrees) =>
        answerProposal(db, { id: number, universityId: tpu.id, decider: agreeing, agrees }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of ten providers put live one is', async () => {
    const ids = await Promise.all(
      times(10).map(async (index) => {
        const id = uuidv7();
        await database.admin.raw(
          `insert into identity_provider.upstreams (id, university_id, slug, issuer, client_id, auth_method, scopes, claims, domains,
             state, tested_at, tested_by, changed_by)
           select ?, university_id, ?, ?, client_id, 'none', scopes, claims, domains, 'tested', now(), tested_by, changed_by
           from identity_provider.upstreams where id = ?`,
          [id, `tsu-${index}`, `https://id-${index}.tsu.ru`, upstreamId],
        );
        return id;
      }),
    );
    const [askedBy, agreedBy] = [uuidv7(), uuidv7()];
    const agreement = { kind: 'put-upstream-live', universityId: tsu.id, version: 1, askedBy, agreedBy } as const;
    const answers = await Promise.allSettled(
      ids.map((upstreamId) => transaction(db, (tx) => carryOutForUpstream(tx, kek, { ...agreement, upstreamId }))),
    );
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await count(`upstreams where state = 'live'`)).toBe(1);
  });
});

describe('erasure', () => {
  it('takes the link and what waited under the same subject', async () => {
    const gone = await arrangePerson(database.admin, { university: tpu });
    await database.admin.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
      gone.personId,
      gone.referenceId,
    ]);
    const row = [issuer, 'gone', upstreamId, tsu.id];
    await database.admin.raw(
      `insert into identity_provider.upstream_links (issuer, sub, upstream_id, university_id, person_id, linked_by) values (?, ?, ?, ?, ?, 'x')`,
      [...row, gone.personId],
    );
    await database.admin.raw(
      `insert into identity_provider.upstream_strangers (id, issuer, sub, upstream_id, university_id, state, decided_by, decided_at)
       values (gen_random_uuid(), ?, ?, ?, ?, 'linked', 'x', now())`,
      row,
    );
    await database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [gone.personId]);
    await db.raw('delete from identity_provider.accounts where person_id = ?', [gone.personId]);
    expect(await count(`upstream_links where sub = 'gone'`)).toBe(0);
    expect(await count(`upstream_strangers where sub = 'gone'`)).toBe(0);
  });
});
