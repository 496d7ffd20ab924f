import type { FrequencyKind } from './frequencies.ts';
import type { MatchRecord } from './match-record.ts';
import { prepareRecord } from './prepare-record.ts';

export type FrequencyKey = { readonly kind: FrequencyKind; readonly key: string };

/**
 * What a caller counts for each live record: one row per kind that the record fills. Keys hold a value in folded form; e-mail
 * and telephone are personal data, so a table of counts stays inside the consortium's own database.
 */
export function frequencyKeysOf(record: MatchRecord): FrequencyKey[] {
  const { family, given, patronymic, email, phone } = prepareRecord(record);
  const keys: FrequencyKey[] = [
    { kind: 'family', key: family },
    { kind: 'given', key: given },
    { kind: 'patronymic', key: patronymic },
    { kind: 'email', key: email },
    { kind: 'phone', key: phone },
  ];
  return keys.filter(({ key }) => key !== '');
}
