import type { Db, Tx } from '@onecampus/database';
import type { Window } from '../people/window.ts';

/** What universities promised each other on paper. */
export interface Agreement {
  readonly id: string;
  readonly reference: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  /** Slugs. */
  readonly parties: readonly string[];
}

const columns = `a.id, a.reference, json_build_object('ru', a.title_ru, 'en', a.title_en) as title,
  lower(a.valid) as "validFrom", upper(a.valid) as "validUntil",
  (select coalesce(json_agg(u.slug order by u.slug), '[]') from directory.agreement_parties p join directory.universities u on u.id = p.university_id
   where p.agreement_id = a.id) as parties`;

export async function listAgreements(db: Db): Promise<Agreement[]> {
  const { rows } = await db.raw<{ rows: Agreement[] }>(
    `select ${columns} from directory.agreements a order by a.reference`,
  );
  return rows;
}

export async function findAgreement(db: Db, reference: string): Promise<Agreement | undefined> {
  const { rows } = await db.raw<{ rows: Agreement[] }>(
    `select ${columns} from directory.agreements a where a.reference = ?`,
    [reference],
  );
  return rows[0];
}

/** @throws DomainError `row.duplicate` where the reference is taken. */
export async function insertAgreement(
  tx: Tx,
  agreement: {
    readonly id: string;
    readonly reference: string;
    readonly title: { readonly ru: string; readonly en: string };
    readonly window: Window;
    readonly createdBy: string;
  },
): Promise<void> {
  const { id, reference, title, window, createdBy } = agreement;
  await tx.raw(
    `insert into directory.agreements (id, reference, title_ru, title_en, valid, created_by)
     values (?, ?, ?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?)`,
    [id, reference, title.ru, title.en, window.from, window.until, createdBy] as never,
  );
}

export async function insertParties(tx: Tx, agreementId: string, universityIds: readonly string[]): Promise<void> {
  await tx.raw(
    `insert into directory.agreement_parties (agreement_id, university_id) select ?, unnest(?::uuid[]) on conflict do nothing`,
    [agreementId, [...universityIds]] as never,
  );
}

/** Sets when an agreement ends: what rests on it ends with it, by the clock. False where that is before it began. */
export async function setAgreementEnd(tx: Tx, agreementId: string, until: Date): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update directory.agreements set valid = tstzrange(lower(valid), ?::timestamptz)
     where id = ? and (lower_inf(valid) or lower(valid) < ?::timestamptz)`,
    [until, agreementId, until] as never,
  );
  return rowCount > 0;
}
