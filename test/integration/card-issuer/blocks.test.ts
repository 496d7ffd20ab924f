import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeCardsOfErased } from '@onecampus/card-issuer/use-cases/close-cards-of-erased';
import { liftBlock } from '@onecampus/card-issuer/use-cases/lift-block';
import { setBlock } from '@onecampus/card-issuer/use-cases/set-block';
import { findCardStanding } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type CardOffice, openCardOffice } from './card-office.ts';

const debt = { university: 'tpu', scope: 'university', kinds: ['loan', 'renew'], public_text: 'Верните три книги' };

describe('blocks by the API', () => {
  let office: CardOffice;
  beforeAll(async () => {
    office = await openCardOffice();
  });
  afterAll(() => office.close());
  const set = (personId: string, more: object = {}) =>
    office.post(`/api/v1/people/${personId}/blocks`, { ...debt, ...more });
  const lift = (id: string, university = 'tpu') =>
    office.post(`/api/v1/blocks/${id}/release`, { university, reason: 'returned' });
  const standing = (number: string, libraryId?: string) =>
    findCardStanding(office.context.db, {
      key: { kind: 'number', value: number },
      at: { universityId: office.tpu.id, libraryId },
      now: new Date(),
    });

  it('are set, seen, and lifted once by the university that set them', async () => {
    const { personId, number } = await office.issued();
    const answer = await set(personId, { amount_minor: 125_050, currency: 'RUB', private_text: 'Спорит' });
    expect(answer.status).toBe(201);
    const { id } = answer.body as { id: string };
    expect(await standing(number)).toMatchObject({
      reason: 'blocked_here',
      blocks: [{ id, kinds: ['loan', 'renew'], amountMinor: 125_050, currency: 'RUB' }],
    });
    const listed = await office.get(`/api/v1/people/${personId}/blocks`);
    expect(listed.body.blocks).toMatchObject([{ id, public_text: 'Верните три книги', released_at: null }]);
    expect(listed.text).not.toContain('Спорит');

    const foreign = await lift(id, 'tsu');
    expect([foreign.status, foreign.body.code]).toEqual([404, 'block.unknown']);
    expect((await standing(number)).reason).toBe('blocked_here');
    expect((await lift(id)).status).toBe(204);
    expect((await standing(number)).reason).toBe('ok');
    expect([(await lift(id)).status, (await lift(uuidv7())).status]).toEqual([404, 404]);
  });

  it('leave what was done, and never why, in the audit trail', async () => {
    const { personId } = await office.issued();
    const { id } = (await set(personId, { private_text: 'Тайное' })).body as { id: string };
    await lift(id);
    const entries = await office.rowsOf<{ action: string; details: object }>(
      `select action, details from directory.audit_trail where subject = ? and action like 'block.%' order by id`,
      `person:${personId}`,
    );
    expect(entries).toEqual([
      { action: 'block.set', details: { block: id, scope: 'university', kinds: ['loan', 'renew'] } },
      { action: 'block.released', details: { block: id } },
    ]);
  });

  it('end by themselves, at the end of the day that was named', async () => {
    const { personId, number } = await office.issued();
    const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Tomsk' });
    await set(personId, { until: tomorrow });
    const [block] = (await standing(number)).blocks;
    expect(block!.until!.toISOString()).toBe(
      new Date(`${tomorrow}T17:00:00Z`).toISOString(), // midnight in Tomsk
    );
    const past = await set(personId, { until: '2020-01-01' });
    expect([past.status, past.body.code]).toEqual([400, 'request.malformed']);
  });

  it.each([
    ['no kind', { kinds: [] }],
    ['a kind nobody knows', { kinds: ['breathing'] }],
    ['a library without its scope', { library: 'main' }],
    ['the scope of a library without one', { scope: 'library' }],
    ['an amount without a currency', { amount_minor: 100 }],
    ['an amount below nothing', { amount_minor: -1, currency: 'RUB' }],
    ['two lines', { public_text: 'a\nb' }],
    ['a field nobody knows', { force: true }],
  ])('are refused with %s', async (_, wrong) => {
    const { personId } = await office.student();
    expect((await set(personId, wrong)).status).toBe(400);
  });

  it('are nobody’s own to set or lift', async () => {
    const { personId } = await office.issued();
    const { id } = (await set(personId)).body as { id: string };
    const by = { actor: `person:${personId}` } as const;
    const own = { code: 'person.own_record' };
    const universityId = office.tpu.id;
    await expect(
      setBlock(office.context, { by, personId, universityId, scope: 'university', kinds: ['loan'], publicText: 'x' }),
    ).rejects.toMatchObject(own);
    await expect(liftBlock(office.context, { by, universityId, blockId: id, reason: 'x' })).rejects.toMatchObject(own);
  });

  it('go with the person’s data', async () => {
    const { personId } = await office.issued();
    const other = await office.issued();
    await set(personId, { private_text: 'Тайное' });
    await set(other.personId);
    await office.database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [personId]);
    await closeCardsOfErased(office.context);
    const left = await office.rowsOf<{ person_id: string }>(
      'select person_id from directory.patron_blocks where person_id in (?, ?)',
      personId,
      other.personId,
    );
    expect(left).toEqual([{ person_id: other.personId }]);
    expect(
      await office.rowsOf(
        `select from directory.patron_block_notes where private_text = 'Тайное' and block_id not in (select id from directory.patron_blocks)`,
      ),
    ).toEqual([]);
  });
});
