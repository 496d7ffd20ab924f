import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import {
  type BlockPlace,
  findCardStanding,
  insertCard,
  reasonForUse,
  type StoredAffiliation,
  type University,
} from '@onecampus/directory';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const day_ms = 86_400_000;

describe('what a card is good for', () => {
  let database: FreshDatabase;
  let issuer: Db;
  let tpu: University;
  let tsu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = database.as('card-issuer');
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  const now = () => new Date();
  const ask = (value: string, at: BlockPlace = { universityId: tpu.id }, moment = now()) =>
    findCardStanding(issuer, { key: { kind: 'scanned', value }, at, now: moment });
  const reader = async (options: { ends?: Date } = {}) => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    if (options.ends) {
      await database.admin.raw(
        `update directory.affiliations set valid = tstzrange(lower(valid), ?::timestamptz) where person_id = ?`,
        [options.ends, personId] as never,
      );
    }
    return personId;
  };
  const give = async (personId: string, more: { kind?: 'shared' | 'visitor'; validUntil?: Date } = {}) => {
    const number = drawCardNumber(randomDigits);
    const card = await transaction(issuer, (tx) =>
      insertCard(tx, {
        id: uuidv7(),
        personId,
        number,
        state: 'active',
        issuedByUniversityId: tpu.id,
        validFrom: new Date(Date.now() - day_ms),
        validUntil: more.validUntil ?? null,
        changedBy: 'service:test',
        ...(more.kind ? { kind: more.kind } : {}),
      }),
    );
    return { ...card, number };
  };
  const block = (
    personId: string,
    what: { kinds: string[]; scope?: string; library?: string; university?: University; until?: Date },
  ) =>
    database.admin.raw(
      `insert into directory.patron_blocks (id, person_id, university_id, scope, library, kinds, public_text, set_by, set_at, until_at)
       values (?, ?, ?, ?, ?, ?, 'Верните книги', 'service:test', now() - interval '2 days', ?)`,
      [
        uuidv7(),
        personId,
        (what.university ?? tpu).id,
        what.scope ?? 'university',
        what.library ?? null,
        what.kinds,
        what.until ?? null,
      ] as never,
    );
  const oldBarcode = (cardId: string, university: University, value: string, state = 'active') =>
    database.admin.raw(
      `insert into directory.credentials (id, card_id, kind, university_id, lookup_key, state, died_at)
       values (?, ?, 'old_barcode', ?, ?, ?, case when ? = 'dead' then now() end)`,
      [uuidv7(), cardId, university.id, value, state, state],
    );
  const affiliate = (personId: string, university: University, affiliation: StoredAffiliation, until: Date | null) =>
    database.admin.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       select ?, r.id, r.person_id, r.university_id, ?, ?, tstzrange(now() - interval '1 day', ?) from directory.source_records r
       where r.person_id = ? limit 1`,
      [uuidv7(), university.homeOrganization, affiliation, until, personId] as never,
    );

  it('in order: whose it is, his class, the university that says it', async () => {
    const personId = await reader();
    const { number, id } = await give(personId);
    expect(await ask(number)).toMatchObject({
      reason: 'ok',
      personId,
      card: { id, number, kind: 'shared' },
      class: 'student',
      classUniversityId: tpu.id,
      validUntil: null,
      blocks: [],
      name: { familyName: expect.any(String) },
    });
  });

  it('falls to the next best affiliation by the clock, and the card stays the same', async () => {
    const inAWeek = new Date(Date.now() + 7 * day_ms);
    const personId = await reader();
    await affiliate(personId, tpu, 'faculty', inAWeek);
    const { number, id } = await give(personId);
    expect(await ask(number)).toMatchObject({ class: 'faculty', reason: 'ok', card: { id } });
    const later = await ask(number, { universityId: tpu.id }, new Date(inAWeek.getTime()));
    expect(later).toMatchObject({ class: 'student', reason: 'ok', card: { id, version: 1 } });
  });

  it('ends with the last affiliation, in the very moment, and nothing was written', async () => {
    const ends = new Date(Date.now() + day_ms);
    const { number } = await give(await reader({ ends }));
    const before = await ask(number, { universityId: tpu.id }, new Date(ends.getTime() - 1));
    expect(before).toMatchObject({ reason: 'ok', validUntil: ends });
    const after = await ask(number, { universityId: tpu.id }, ends);
    expect(after).toMatchObject({ reason: 'affiliation_ended', class: undefined, validUntil: null });
  });

  it('a visitor’s needs no affiliation and ends by itself', async () => {
    const until = new Date(Date.now() + day_ms);
    const personId = await reader({ ends: new Date(Date.now() - day_ms) });
    await database.admin.raw(`update directory.affiliations set grace = '0' where person_id = ?`, [personId]);
    const { number } = await give(personId, { kind: 'visitor', validUntil: until });
    expect(await ask(number)).toMatchObject({
      reason: 'ok',
      class: 'library-walk-in',
      classUniversityId: tpu.id,
      validUntil: until,
    });
    expect(await ask(number, { universityId: tpu.id }, until)).toMatchObject({ reason: 'card_expired' });
  });

  it('an old bar code means its reader at its own university and nobody at another', async () => {
    const personId = await reader();
    const { id } = await give(personId);
    await oldBarcode(id, tpu, 'B-1001');
    expect(await ask('B-1001')).toMatchObject({ reason: 'ok', personId });
    expect(await ask('B-1001', { universityId: tsu.id })).toMatchObject({ reason: 'unknown', card: undefined });
    expect(
      await findCardStanding(issuer, {
        key: { kind: 'number', value: 'B-1001' },
        at: { universityId: tpu.id },
        now: now(),
      }),
    ).toMatchObject({ reason: 'unknown' });
  });

  it('a number that means two people is nobody’s, and one that has died means nobody', async () => {
    const [mine, other] = [await give(await reader()), await give(await reader())];
    await oldBarcode(mine.id, tpu, other.number);
    expect(await ask(other.number)).toMatchObject({ reason: 'unknown', card: undefined, personId: undefined });
    // Elsewhere it is the shared number alone.
    expect(await ask(other.number, { universityId: tsu.id })).toMatchObject({ reason: 'ok', card: { id: other.id } });
    await oldBarcode(mine.id, tpu, 'B-2002', 'dead');
    expect(await ask('B-2002')).toMatchObject({ reason: 'unknown' });
  });

  it('a misread number is told apart from an unknown one', async () => {
    const { number } = await give(await reader());
    const wrong = number.slice(0, 13) + ((Number(number[13]) + 1) % 10);
    expect(await ask(wrong)).toMatchObject({ reason: 'bad_check_digit', card: undefined });
    expect(await ask(drawCardNumber(randomDigits))).toMatchObject({ reason: 'unknown' });
  });

  it('a block says only the truth: where it holds, until when, and for what', async () => {
    const until = new Date(Date.now() + day_ms);
    const personId = await reader();
    const { number } = await give(personId);
    await block(personId, { kinds: ['loan', 'renew'], scope: 'library', library: 'main', until });
    const main = { universityId: tpu.id, libraryId: 'main' };
    const there = await ask(number, main);
    expect(there).toMatchObject({
      reason: 'blocked_here',
      blocks: [{ libraryId: 'main', publicText: 'Верните книги' }],
    });
    expect([reasonForUse(there, 'loan'), reasonForUse(there, 'entry')]).toEqual(['blocked_here', 'ok']);
    expect(await ask(number)).toMatchObject({ reason: 'ok', blocks: [] });
    expect(await ask(number, { ...main, libraryId: 'branch' })).toMatchObject({ reason: 'ok' });
    expect(await ask(number, main, until)).toMatchObject({ reason: 'ok', blocks: [] });

    await block(personId, { kinds: ['entry'], scope: 'consortium', university: tsu });
    const anywhere = await ask(number);
    expect(anywhere.reason).toBe('blocked_consortium');
    expect([reasonForUse(anywhere, 'entry'), reasonForUse(anywhere, 'loan')]).toEqual(['blocked_consortium', 'ok']);
    // The nearer one is told first.
    expect(await ask(number, main)).toMatchObject({ reason: 'blocked_here', blocks: [{}, {}] });
  });
});
