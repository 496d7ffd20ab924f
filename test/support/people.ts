import { type Db, transaction } from '@onecampus/database';
import { type StaffRole, type StoredAffiliation, saveUniversity, type University } from '@onecampus/directory';
import { randomReference, uuidv7 } from '@onecampus/runtime';

/** Two universities to arrange people at; `db` must be the administrator's or the registrar's. */
export async function arrangeUniversities(db: Db): Promise<{ tpu: University; tsu: University }> {
  const make = (slug: string, ru: string, en: string): University => ({
    id: uuidv7(),
    slug,
    homeOrganization: `${slug}.ru`,
    scopes: [`${slug}.ru`],
    name: { ru, en },
    shortName: { ru, en: slug.toUpperCase() },
    aliases: [],
    timeZone: 'Asia/Tomsk',
  });
  const tpu = make('tpu', 'Томский политехнический университет', 'Tomsk Polytechnic University');
  const tsu = make('tsu', 'Томский государственный университет', 'Tomsk State University');
  await transaction(db, async (tx) => {
    await saveUniversity(tx, tpu);
    await saveUniversity(tx, tsu);
  });
  return { tpu, tsu };
}

export interface ArrangedPerson {
  readonly personId: string;
  readonly referenceId: string;
  readonly eppn: string;
  readonly studentNumber: string;
}

let counter = 0;

/** One person with one source record and one affiliation, as an import would have left it. */
export async function arrangePerson(
  db: Db,
  wanted: {
    university: University;
    familyName?: string;
    givenName?: string;
    patronymic?: string | null;
    affiliation?: StoredAffiliation;
    validFrom?: Date;
    validUntil?: Date | null;
    login?: string;
    studentNumber?: string;
    roles?: readonly StaffRole[];
  },
): Promise<ArrangedPerson> {
  counter += 1;
  const number = wanted.studentNumber ?? `${Date.now()}${counter}`;
  const { university } = wanted;
  const [personId, recordId, sourceId] = [uuidv7(), uuidv7(), uuidv7()];
  const referenceId = randomReference();
  const eppn = `${wanted.login ?? `u${Date.now()}${counter}`}@${university.homeOrganization}`;
  const domain = university.homeOrganization;
  await transaction(db, async (tx) => {
    const { rows } = await tx.raw<{ rows: { id: string }[] }>(
      `insert into directory.sources (id, university_id, label, kind) values (?, ?, 'test', 'sis')
       on conflict (university_id, label) do update set kind = excluded.kind returning id`,
      [sourceId, university.id],
    );
    await tx.raw(`insert into directory.people (id, reference_id) values (?, ?)`, [personId, referenceId]);
    await tx.raw(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, email)
       values (?, ?, ?, ?, ?, ?, ?, ?, '2004-05-06', ?)`,
      [
        recordId,
        rows[0]!.id,
        university.id,
        number,
        personId,
        wanted.familyName ?? 'Семёнова',
        wanted.givenName ?? 'Анна',
        wanted.patronymic ?? null,
        eppn,
      ] as never,
    );
    await tx.raw(
      `insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal) values
         (?, ?, ?, ?, 'eppn', ?, ?, ?), (?, ?, ?, ?, 'student_number', ?, ?, ?)`,
      [
        uuidv7(),
        personId,
        recordId,
        university.id,
        domain,
        eppn,
        eppn,
        uuidv7(),
        personId,
        recordId,
        university.id,
        domain,
        number,
        number,
      ],
    );
    await tx.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       values (?, ?, ?, ?, ?, ?, tstzrange(?, ?))`,
      [
        uuidv7(),
        recordId,
        personId,
        university.id,
        domain,
        wanted.affiliation ?? 'student',
        wanted.validFrom ?? new Date('2024-09-01T00:00:00+07:00'),
        wanted.validUntil ?? null,
      ] as never,
    );
    for (const role of wanted.roles ?? []) {
      await tx.raw(
        `insert into directory.staff_roles (id, person_id, university_id, role, granted_by) values (?, ?, ?, ?, 'service:test')`,
        [uuidv7(), personId, university.id, role],
      );
    }
  });
  return { personId, referenceId, eppn, studentNumber: number };
}
