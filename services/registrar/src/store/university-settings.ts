import type { Db, Tx } from '@onecampus/database';
import type { Grace } from './grace.ts';

export interface UniversitySettings {
  readonly grace: Grace;
  /** The university's number in the register of operators of personal data. */
  readonly operatorRegistration: string | null;
}

export async function findUniversitySettings(db: Db, universityId: string): Promise<UniversitySettings | undefined> {
  const { rows } = await db.raw<{ rows: UniversitySettings[] }>(
    'select grace, operator_registration as "operatorRegistration" from directory.universities where id = ?',
    [universityId],
  );
  return rows[0];
}

export async function saveOperatorRegistration(tx: Tx, universityId: string, number: string | null): Promise<void> {
  await tx.raw('update directory.universities set operator_registration = ? where id = ?', [number, universityId]);
}
