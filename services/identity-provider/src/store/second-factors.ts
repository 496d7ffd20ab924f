import type { Db } from '@onecampus/database';

/** What somebody could prove himself with besides a password. */
export type SecondFactors = {
  readonly passkeys: number;
  readonly totp: boolean;
  /** Recovery codes that are not used yet. */
  readonly recoveryCodes: number;
};

/** Whether this account has a second factor: a confirmed one-time code or a passkey. `personId` is the account's person. */
export async function hasSecondFactor(db: Db, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { has: boolean }[] }>(
    `select exists (select from identity_provider.totp where person_id = :personId and confirmed_at is not null)
         or exists (select from identity_provider.passkeys where person_id = :personId) as has`,
    { personId } as never,
  );
  return rows[0]!.has;
}

export async function findSecondFactors(db: Db, personId: string): Promise<SecondFactors> {
  const { rows } = await db.raw<{ rows: SecondFactors[] }>(
    `select (select count(*)::int from identity_provider.passkeys where person_id = :personId) as passkeys,
            exists (select from identity_provider.totp where person_id = :personId and confirmed_at is not null) as totp,
            (select count(*)::int from identity_provider.recovery_codes
             where person_id = :personId and used_at is null) as "recoveryCodes"`,
    { personId } as never,
  );
  return rows[0]!;
}
