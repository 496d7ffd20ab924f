import type { Db } from '@onecampus/database';

/** What left one university's boundary. Names of attributes, never their values. */
export interface Disclosure {
  readonly personId: string;
  /** Whose facts they are; absent for what is the consortium's own. */
  readonly fromUniversityId?: string | undefined;
  readonly to: `client:${string}` | `university:${string}` | `service:${string}` | `person:${string}`;
  readonly attributes: readonly string[];
  /** GDPR article 6, 152-FZ article 6. */
  readonly basis: 'consent' | 'contract' | 'law' | 'vital' | 'public-task' | 'legitimate-interest';
  readonly purpose: 'sign-in' | 'provisioning' | 'lookup' | 'matching' | 'export';
  /** One and the same occasion (a token, say) is on record once, however often it comes. */
  readonly occasion?: string | undefined;
}

/** Adds to what the person reads under "who received my data"; one statement for all of them. None is no statement. */
export async function recordDisclosures(db: Db, disclosures: readonly Disclosure[]): Promise<void> {
  if (disclosures.length === 0) return;
  const rows = disclosures.map((one) => ({
    person_id: one.personId,
    from_university_id: one.fromUniversityId ?? null,
    to_party: one.to,
    attributes: [...one.attributes].sort(),
    basis: one.basis,
    purpose: one.purpose,
    occasion: one.occasion ?? null,
  }));
  await db.raw(
    `insert into directory.disclosures (person_id, from_university_id, to_party, attributes, basis, purpose, occasion)
     select person_id, from_university_id, to_party, attributes, basis, purpose, occasion
     from jsonb_to_recordset(?::jsonb) as one (person_id uuid, from_university_id uuid, to_party text, attributes text[],
       basis text, purpose text, occasion text)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
