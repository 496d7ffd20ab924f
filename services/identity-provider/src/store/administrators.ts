import type { Db, Tx } from '@onecampus/database';
import type { Notice } from './notices.ts';

const administrators = `
  select distinct directory.canonical_person(r.person_id) as id from directory.staff_roles r
  where r.university_id = :universityId and r.role = 'administrator' and r.revoked_at is null
    and exists (select from directory.effective_affiliations a
                where a.person_id = directory.canonical_person(r.person_id) and a.university_id = r.university_id)`;

/** The people who administer a university now, whoever became part of whom. */
export async function listAdministrators(db: Db, universityId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(administrators, { universityId } as never);
  return rows.map(({ id }) => id);
}

/** Whether somebody administers it besides this human. */
export async function hasOtherAdministrator(db: Db, universityId: string, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { has: boolean }[] }>(
    `select exists (select from (${administrators}) a where a.id <> directory.canonical_person(:personId)) as has`,
    { universityId, personId } as never,
  );
  return rows[0]!.has;
}

/** Tells all of them what happened to their university's sign-in, in the transaction in which it happens. */
export async function tellAdministrators(
  tx: Tx,
  universityId: string,
  notice: { readonly kind: Notice['kind']; readonly details?: Readonly<Record<string, string>> },
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.notices (person_id, kind, details)
     select c.person_id, :kind, :details from (${administrators}) a
     cross join lateral (select c.person_id from identity_provider.accounts c
                         where c.person_id in (select directory.same_person(a.id))
                         order by c.person_id = a.id desc limit 1) c`,
    { universityId, kind: notice.kind, details: JSON.stringify(notice.details ?? {}) } as never,
  );
}
