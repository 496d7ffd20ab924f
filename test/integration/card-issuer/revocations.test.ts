import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { latestCardOf, openContextFor, textOf } from './desk.ts';

/** What two librarians do together, and what one takes back a moment later. */
describe('second thoughts and second librarians', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let tsu: University;
  let one: ArrangedPerson;
  let other: ArrangedPerson;
  let visitor: StaffMember;
  beforeAll(async () => {
    database = await freshDatabase();
    context = openContextFor(database, () => visitor);
    app = buildApp(context);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    one = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff' });
    other = await arrangePerson(database.admin, { university: tsu, affiliation: 'staff' });
  });
  afterAll(async () => {
    await context.close();
    await database.drop();
  });

  const comes = (who: ArrangedPerson, university: University) => {
    visitor = {
      personId: who.personId,
      name: 'Любовь Грамотина',
      roles: [{ role: 'librarian', universityId: university.id }],
    };
  };
  const get = (path: string) => request(app).get(path).set('accept', 'text/html');
  const send = (path: string, form: Record<string, string> = {}) =>
    request(app).post(path).type('form').set('accept', 'text/html').send(form);
  const reader = async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    await issueCard(context, { by: { actor: 'client:test' }, personId });
    return personId;
  };
  const press = async (personId: string, verb: string, form: Record<string, string> = {}) => {
    const { id, version } = await latestCardOf(database, personId);
    return (await send(`/readers/${personId}/cards/${id}/${verb}`, { version, ...form })).headers['location'];
  };
  const stateOf = async (personId: string) => (await latestCardOf(database, personId)).state;
  const wishFor = async (personId: string) =>
    (
      await database.admin.raw<{ rows: { id: string }[] }>(
        `select r.id from directory.card_revocations r join directory.cards c on c.id = r.card_id
         where c.person_id = ? and r.decision is null`,
        [personId],
      )
    ).rows[0]?.id;
  const decide = async (id: string, verb: string) => (await send(`/revocations/${id}/${verb}`)).headers['location'];

  it('a card is revoked when a second librarian agrees, of whichever university', async () => {
    comes(one, tpu);
    const personId = await reader();
    expect(await press(personId, 'revoke', { reason: ' ' })).toContain('refused=card.revocation_reason');
    expect(await press(personId, 'revoke', { reason: 'Поддельный паспорт' })).toContain('done=revocation_asked');
    expect(await press(personId, 'revoke', { reason: 'ещё раз' })).toContain('refused=card.revocation_asked');
    expect(await stateOf(personId)).toBe('active');
    expect(textOf(await get(`/readers/${personId}`))).toContain('ждёт второго библиотекаря');
    const id = (await wishFor(personId))!;
    const own = await get('/revocations');
    expect(textOf(own)).toContain('Вы просили сами');
    expect(own.text).not.toContain(`/revocations/${id}/agree`);
    expect(await decide(id, 'agree')).toBe('/revocations?refused=refused');
    expect(await stateOf(personId)).toBe('active');

    comes(other, tsu);
    const inbox = await get('/revocations');
    expect(textOf(inbox)).toContain('Поддельный паспорт');
    expect(inbox.text).not.toContain('Семёнова');
    expect(await decide(id, 'agree')).toBe('/revocations?done=revoked');
    expect(await stateOf(personId)).toBe('revoked');
    expect(await decide(id, 'agree')).toBe('/revocations?refused=gone');
    const { rows } = await database.admin.raw<{ rows: { state: string }[] }>(
      `select k.state from directory.credentials k join directory.cards c on c.id = k.card_id where c.person_id = ?`,
      [personId],
    );
    expect(rows).toEqual([{ state: 'dead' }]);
    expect(await press(personId, 'revoke', { reason: 'ещё' })).toContain('refused=card.state_change_refused');
  });

  it('a wish is declined by another, taken back by who asked, and asked anew', async () => {
    comes(one, tpu);
    const personId = await reader();
    for (const [who, verb, done] of [
      [other, 'decline', 'declined'],
      [one, 'withdraw', 'withdrawn'],
    ] as const) {
      comes(one, tpu);
      await press(personId, 'revoke', { reason: 'x' });
      const id = (await wishFor(personId))!;
      comes(who, tpu);
      expect(await decide(id, verb)).toBe(`/revocations?done=${done}`);
      expect(await stateOf(personId)).toBe('active');
    }
    comes(one, tpu);
    await press(personId, 'revoke', { reason: 'x' });
    comes(other, tsu);
    expect(await decide((await wishFor(personId))!, 'withdraw')).toBe('/revocations?refused=refused');
  });

  it('a holder who is a librarian decides nothing about his own card', async () => {
    comes(one, tpu);
    await issueCard(context, { by: { actor: 'client:test' }, personId: other.personId });
    await press(other.personId, 'revoke', { reason: 'x' });
    comes(other, tsu);
    expect(await decide((await wishFor(other.personId))!, 'decline')).toBe('/revocations?refused=refused');
    expect(await press(other.personId, 'revoke', { reason: 'x' })).toContain('refused=person.own_record');
  });

  it('what was done a moment ago is undone without a reason, by who did it', async () => {
    comes(one, tpu);
    const personId = await reader();
    await press(personId, 'suspend');
    expect((await get(`/readers/${personId}?done=suspended`)).text).toContain('/undo');
    expect(await press(personId, 'undo')).toContain('done=undone');
    expect(await stateOf(personId)).toBe('active');

    await press(personId, 'suspend');
    comes(other, tsu);
    expect(await press(personId, 'undo')).toContain('refused=card.undo_late');
    comes(one, tpu);
    await transaction(database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await tx.raw(
        `update directory.card_events set at = at - interval '13 seconds' where card_id in (select id from directory.cards where person_id = ?)`,
        [personId],
      );
    });
    expect(await press(personId, 'undo')).toContain('refused=card.undo_late');
    expect(await press(personId, 'mistaken')).toContain('done=reactivated');
    expect(textOf(await get(`/readers/${personId}`))).toContain('Действует: ошибка');
    await press(personId, 'stolen');
    expect(await press(personId, 'undo')).toContain('refused=card.undo_late');
  });

  it('a card given to the wrong person is undone at once, and its number is used up', async () => {
    comes(one, tpu);
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    await send(`/readers/${personId}/issue`, { drawn: 'yes' });
    const { number } = await latestCardOf(database, personId);
    expect(await press(personId, 'undo')).toContain('done=undone');
    expect(await stateOf(personId)).toBe('closed');
    expect((await send(`/readers/${personId}/issue`, { number })).headers['location']).toContain('card.number_taken');
  });

  it('temporary and visitors’ cards are issued at the desk for some days', async () => {
    comes(one, tpu);
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    expect(
      (await send(`/readers/${personId}/issue`, { kind: 'temporary', days: '7', number: '' })).headers['location'],
    ).toContain('done=issued');
    expect(textOf(await get(`/readers/${personId}`))).toMatch(/до \d+ \S+ \d{4}/);
    const guest = await arrangePerson(database.admin, { university: tsu });
    await database.admin.raw(
      `update directory.affiliations set grace = '0', valid = tstzrange(lower(valid), now() - interval '1 day') where person_id = ?`,
      [guest.personId],
    );
    expect(textOf(await get(`/readers/${guest.personId}`))).toContain('Карта гостя');
    const given = await send(`/readers/${guest.personId}/issue`, { kind: 'visitor', days: '30', number: '' });
    expect(given.headers['location']).toContain('done=issued');
    expect(textOf(await get(`/readers/${guest.personId}`))).toContain('Действует');
    const { personId: third } = await arrangePerson(database.admin, { university: tpu });
    const long = await send(`/readers/${third}/issue`, { kind: 'temporary', days: '60', number: '' });
    expect(long.headers['location']).toContain('refused=card.end_unfit');
  });
});
