import type { Db } from '@onecampus/database';

export async function findLanguage(db: Db, personId: string): Promise<'ru' | 'en' | undefined> {
  const { rows } = await db.raw<{ rows: { locale: 'ru' | 'en' | null }[] }>(
    'select locale from identity_provider.accounts where person_id = ?',
    [personId],
  );
  return rows[0]?.locale ?? undefined;
}

export async function setLanguage(db: Db, personId: string, language: 'ru' | 'en'): Promise<void> {
  await db.raw('update identity_provider.accounts set locale = ?, changed_at = now() where person_id = ?', [
    language,
    personId,
  ]);
}
