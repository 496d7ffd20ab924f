import { type University, withinUniversity } from '@onecampus/directory';
import { DomainError, isDomainError } from '@onecampus/errors';
import { lookAhead } from '../one-roster/is-zip.ts';
import { openPackage } from '../one-roster/open-package.ts';
import { readRoster } from '../one-roster/read-roster.ts';
import { spooled } from '../one-roster/spool-file.ts';
import type { Registry } from '../registry.ts';
import { defaultAffiliationWords, defaultStatusWords } from '../rules/default-words.ts';
import { dayIn } from '../rules/read-date.ts';
import type { RollMapping } from '../rules/roll-field.ts';
import { rosterRoles } from '../rules/roster-words.ts';
import { wordLookup } from '../rules/word-lookup.ts';
import { markFailed, markStaged } from '../store/imports.ts';
import { type RollFile, readRollFile } from './read-roll-file.ts';
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
    await withRoll(order.bytes, mapping, async (file) => {
      const rows = await stageRows(
        registry,
        importId,
        file,
        {
          fields: file.headings.fields,
          affiliationOf: file.isRoster ? rosterRole : wordLookup(mapping.words.affiliation, defaultAffiliationWords),
          statusOf: wordLookup(file.isRoster ? {} : mapping.words.status, defaultStatusWords),
          scope: university.homeOrganization,
          today: dayIn(university.timeZone, registry.clock.now()),
        },
        order.onRows,
      );
      const { columns, notTaken } = file.headings;
      const recognised = file.isRoster
        ? { format: 'oneroster' as const, delta: file.delta ?? false, notTaken }
        : { charset: file.charset(), delimiter: file.delimiter, columns, notTaken };
      await withinUniversity(registry.db, university.id, (tx) => markStaged(tx, importId, rows, recognised));
    });
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

/** A CSV is read as it comes; a OneRoster package is kept in a file of its own until its tables are read. */
async function withRoll(
  given: AsyncIterable<Uint8Array>,
  mapping: RollMapping,
  stage: (file: RollFile) => Promise<void>,
): Promise<void> {
  const { isZip, bytes } = await lookAhead(given);
  if (!isZip) return stage(await readRollFile(bytes, mapping));
  await spooled(bytes, async (path) => {
    const tables = await openPackage(path);
    try {
      await stage(await readRoster(tables));
    } finally {
      tables.close();
    }
  });
}

function rosterRole(word: string) {
  const role = rosterRoles[word.toLowerCase()];
  return role === 'nobody' ? undefined : role;
}
