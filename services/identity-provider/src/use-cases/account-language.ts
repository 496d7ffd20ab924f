import type { Db } from '@onecampus/database';
import { findLanguage, setLanguage } from '../store/account-language.ts';

/** The language in which an account's owner wants to be spoken to and written to; `undefined` where he has not said. */
export function languageOf(db: Db, personId: string): Promise<'ru' | 'en' | undefined> {
  return findLanguage(db, personId);
}

export async function chooseLanguage(db: Db, personId: string, language: 'ru' | 'en'): Promise<void> {
  await setLanguage(db, personId, language);
}
