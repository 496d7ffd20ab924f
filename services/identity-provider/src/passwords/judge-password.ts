import type { Db } from '@onecampus/database';
import { findOwnEmail, findProfile } from '@onecampus/directory';
import { type PasswordFault, passwordVerdict } from '../rules/password-verdict.ts';
import { hasSecondFactor } from '../store/second-factors.ts';
import type { UniversityList } from '../university-list.ts';
import { isCommonPassword } from './blocklist.ts';

const productWords = ['campus', 'кампус', 'onecampus', 'library', 'библиотека', 'moodle', 'мудл'];

/**
 * What is wrong with a password that this person is to have; every way of setting one asks here.
 *
 * @param personId the account's person, or the person who is to have an account.
 */
export async function judgePassword(
  { db, universities }: { readonly db: Db; readonly universities: UniversityList },
  personId: string,
  password: string,
): Promise<PasswordFault | undefined> {
  const [secondFactor, profile, email, all] = await Promise.all([
    hasSecondFactor(db, personId),
    findProfile(db, personId),
    findOwnEmail(db, personId),
    universities.all(),
  ]);
  const ofUniversities = all.flatMap(({ slug, name, shortName, aliases, scopes }) => [
    slug,
    ...Object.values(name),
    ...Object.values(shortName),
    ...aliases,
    ...scopes,
  ]);
  const own = [profile?.familyName, profile?.givenName, profile?.patronymic, email?.split('@')[0]];
  return passwordVerdict(password, {
    secondFactor,
    isCommon: isCommonPassword,
    contextWords: [...productWords, ...ofUniversities, ...own.filter((word) => typeof word === 'string')],
  });
}
