import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveIdentifiers, type NamedIdentifier, refuseTombstoned, withinUniversity } from '@onecampus/directory';
import { askErasure } from '@onecampus/registrar/use-cases/ask-erasure';
import { decideErasure } from '@onecampus/registrar/use-cases/decide-erasure';
import { uuidv7 } from '@onecampus/runtime';
import { bring, openOffice, roll, student } from './registry.ts';
import { campusUrn, openScim, type Scim, user } from './scim.ts';

/** One human of tsu who has an identifier of every scheme, and is erased. */
const own = {
  eppn: 'zabyta.n',
  student_number: 's-440771',
  employee_number: 'e-440771',
  esi: 'urn:schac:personalUniqueCode:int:esi:tsu.ru:s-440771',
  orcid: '0000-0002-1825-0097',
} as const;
const campus = (more: object) => ({ [campusUrn]: { birthDate: '2001-02-03', ...more } });

describe('an identifier of an erased person', () => {
  let scim: Scim;
  let buried: (NamedIdentifier & { scheme: keyof typeof own })[];
  beforeAll(async () => {
    scim = await openScim();
    const made = await scim.call('POST', '/Users', {
      ...user(own.eppn),
      ...campus({
        studentNumber: own.student_number,
        employeeNumber: own.employee_number,
        europeanStudentIdentifier: own.esi,
        orcid: own.orcid,
      }),
    });
    expect([made.status, made.body.detail]).toEqual([201, undefined]);
    const rows = await scim.database.admin('directory.identifiers').where({ source_record_id: made.body.id });
    buried = rows.map(({ scheme, scope, value }) => ({ scheme, scope, value }));
    const { person_id: personId } = await scim.database
      .admin('directory.source_records')
      .where({ id: made.body.id })
      .first();
    const [asked] = await askErasure(scim.served.context, { by: 'client:operator', personId, basis: 'request' });
    await decideErasure(scim.served.context, { by: 'client:other', erasureId: asked!.id, decision: 'erase' });
    expect(await scim.database.admin('directory.identifiers').whereNot({ state: 'tombstone' })).toEqual([]);
  });
  afterAll(() => scim.close());

  const living = async () => {
    const { rows } = await scim.database.admin.raw<{ rows: { value: string }[] }>(
      `select value from directory.identifiers where value is not null and lower(value) = any(?::text[])`,
      [buried.map(({ value }) => value.toLowerCase())] as never,
    );
    return rows;
  };

  it('is there in every scheme the directory has', async () => {
    const { rows } = await scim.database.admin.raw<{ rows: { rule: string }[] }>(
      `select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'identifiers_scheme_check'`,
    );
    const schemes = [...rows[0]!.rule.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]).toSorted();
    expect(buried.map(({ scheme }) => scheme).toSorted()).toEqual(schemes);
  });

  it.each([
    ['userName', user(own.eppn.toUpperCase())],
    ['studentNumber', { ...user('another.a'), ...campus({ studentNumber: own.student_number }) }],
    ['employeeNumber', { ...user('another.b'), ...campus({ employeeNumber: own.employee_number.toUpperCase() }) }],
    ['europeanStudentIdentifier', { ...user('another.c'), ...campus({ europeanStudentIdentifier: own.esi }) }],
    ['orcid', { ...user('another.d'), ...campus({ orcid: own.orcid }) }],
  ])('is refused to a new User of SCIM as %s', async (_, body) => {
    const answer = await scim.call('POST', '/Users', body);
    expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness']);
    expect(await living()).toEqual([]);
  });

  it.each([
    ['studentNumber', own.student_number],
    ['employeeNumber', own.employee_number],
    ['europeanStudentIdentifier', own.esi],
    ['orcid', own.orcid],
  ])('is refused to a User that changes, as %s', async (name, value) => {
    const { body } = await scim.call('POST', '/Users', user(`changes.${name.toLowerCase()}`));
    const answer = await scim.patch(`/Users/${body.id}`, { op: 'replace', path: `${campusUrn}:${name}`, value });
    expect(answer.status).toBe(409);
    expect(await living()).toEqual([]);
  });

  it('is refused in a roll, row by row, and the other rows come in', async () => {
    const office = await openOffice(scim.served.context, scim.tsu, 'sis');
    const shown = await bring(
      office,
      roll([
        student(own.student_number, { Логин: 'kto-to-1' }),
        student('550001', { Логин: own.eppn }),
        student(own.employee_number, { Логин: 'kto-to-2', Категория: 'сотрудник' }),
        student('550002'),
      ]),
      { partial: true, acceptShrink: true },
    );
    expect(shown.record.counts).toMatchObject({ new: 1, refused: 3 });
    expect(await living()).toEqual([]);
  });

  it('is refused by the last look, also where an erasure happens in between', async () => {
    const { body } = await scim.call('POST', '/Users', user('meanwhile'));
    const record = await scim.database.admin('directory.source_records').where({ id: body.id }).first();
    const give = (dataKey: Uint8Array, identifiers: readonly NamedIdentifier[]) =>
      withinUniversity(scim.served.context.db, scim.tsu.id, (tx) =>
        giveIdentifiers(
          tx,
          dataKey,
          { recordId: record.id, personId: record.person_id, universityId: scim.tsu.id },
          identifiers,
        ),
      );
    const { dataKey, db } = scim.served.context;
    for (const one of buried) {
      await expect(give(dataKey, [one])).rejects.toMatchObject({ code: 'identifier.erased' });
      // A whole roll's are looked up the other way round.
      const many = [...Array.from({ length: 1_001 }, () => ({ ...one, value: uuidv7() })), one];
      const refused = withinUniversity(db, scim.tsu.id, (tx) => refuseTombstoned(tx, dataKey, scim.tsu.id, many));
      await expect(refused).rejects.toMatchObject({ code: 'identifier.erased', details: { scheme: one.scheme } });
    }
    expect(await living()).toEqual([]);
  });

  it('stays one: the database takes neither its hash away nor a second one of it', async () => {
    const { admin } = scim.database;
    await expect(
      admin('directory.identifiers').where({ state: 'tombstone' }).update({ state: 'prior' }),
    ).rejects.toMatchObject({
      details: { constraint: expect.stringMatching(/identifier_keeps_its_value|tombstone_keeps_a_hash/) },
    });
    const again = admin.raw(
      `insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, state, value_hmac)
       select gen_random_uuid(), person_id, source_record_id, university_id, scheme, scope, state, value_hmac
       from directory.identifiers where state = 'tombstone' limit 1`,
    );
    await expect(again).rejects.toMatchObject({ details: { constraint: 'tombstone_never_reused' } });
  });
});
