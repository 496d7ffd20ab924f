import type { DomainError } from '@onecampus/errors';
import type { DeliveryFault } from '../store/deliveries.ts';

/** What became of a file. `returned`: it is still being written, or could not be brought in just now. */
export interface Outcome {
  readonly state: 'applied' | 'same' | 'held' | 'refused' | 'returned';
  readonly importId: string | null;
  readonly digest: Uint8Array;
  readonly fault: DeliveryFault | null;
}

const held = new Set(['import.shrinks_too_much', 'import.needs_review']);

/** Why a file was not applied, in the words of whoever looks into the folder. */
export function refusalOf(error: DomainError): Pick<Outcome, 'state' | 'fault'> {
  if (held.has(error.code)) {
    return {
      state: 'held',
      fault: {
        code: error.code,
        ru: 'Файл пуст, почти весь отклонён или прекращает больше людей, чем разрешено для источника. Регистратор может посмотреть его и подтвердить.',
        en: 'The file is empty, mostly refused, or ends more people than the source allows. A registrar can look at it and confirm.',
      },
    };
  }
  const { ru, en } = error.details as { ru?: string; en?: string };
  return {
    state: 'refused',
    fault: { code: error.code, ru: ru ?? sentences[error.code] ?? error.message, en: en ?? error.message },
  };
}

const sentences: Readonly<Record<string, string>> = {
  'request.too_large': 'Файл больше, чем принимает система.',
};
