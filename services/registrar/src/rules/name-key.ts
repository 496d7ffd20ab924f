import { nameKeyOf } from '@onecampus/person-matching';
import type { RollRow } from './read-row.ts';

/** What a row's name is compared and found by in both alphabets; null where it says nothing. */
export function nameKey(row: Pick<RollRow, 'familyName' | 'givenName' | 'patronymic'>): string | null {
  const { familyName, givenName, patronymic } = row;
  return nameKeyOf({ familyName, givenName, patronymic }) || null;
}
