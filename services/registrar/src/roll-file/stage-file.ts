import { type University, withinUniversity } from '@onecampus/directory';
import { DomainError, isDomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { defaultAffiliationWords, defaultStatusWords } from '../rules/default-words.ts';
import { dayIn } from '../rules/read-date.ts';
import type { RollMapping } from '../rules/roll-field.ts';
import { wordLookup } from '../rules/word-lookup.ts';
import { markFailed, markStaged } from '../store/imports.ts';
import { readRollFile } from './read-roll-file.ts';
import { stageRows } from './stage-rows.ts';

/** Reads a whole file into staged rows. A file that cannot be read leaves a failed import with the sentence why. */
export async function stageFile(
  registry: Registry,
  order: {
    readonly importId: string;
    readonly university: University;
    readonly mapping: RollMapping;
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly onRows: (rows: number) => void;
  },
): Promise<void> {
  const { importId, university, mapping } = order;
  try {
    const file = await readRollFile(order.bytes, mapping);
    const rows = await stageRows(
      registry,
      importId,
      file,
      {
        fields: file.headings.fields,
        affiliationOf: wordLookup(mapping.words.affiliation, defaultAffiliationWords),
        statusOf: wordLookup(mapping.words.status, defaultStatusWords),
        scope: university.homeOrganization,
        today: dayIn(university.timeZone, registry.clock.now()),
      },
      order.onRows,
    );
    const { columns, notTaken } = file.headings;
    const recognised = { charset: file.charset(), delimiter: file.delimiter, columns, notTaken };
    await withinUniversity(registry.db, university.id, (tx) => markStaged(tx, importId, rows, recognised));
  } catch (error) {
    const { ru, en } = isDomainError(error) ? (error.details as { ru?: string; en?: string }) : {};
    const failure = {
      code: isDomainError(error) ? error.code : 'unexpected',
      ru: ru ?? 'Файл не был получен целиком. Отправьте его ещё раз.',
      en: en ?? 'The file did not arrive in full. Send it again.',
    };
    await withinUniversity(registry.db, university.id, (tx) => markFailed(tx, importId, failure)).catch(
      () => undefined,
    );
    throw isDomainError(error)
      ? new DomainError(error.code, error.message, {
          cause: error,
          details: { ...error.details, import_id: importId },
          ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
        })
      : error;
  }
}
