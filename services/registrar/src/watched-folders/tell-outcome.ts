import { writeFile } from 'node:fs/promises';
import { withinUniversity } from '@onecampus/directory';
import { deliveryReport, deliveryReportText } from '../rules/delivery-report.ts';
import { noteFault } from '../store/deliveries.ts';
import { showImport } from '../use-cases/show-import.ts';
import type { Deliverer } from './deliverer.ts';
import type { WatchedFolder } from './folder.ts';
import type { Outcome } from './outcome.ts';

/**
 * Writes `<file>.report.txt` and `<file>.report.json` beside the file. A report that cannot be written (the disk is full, the
 * share is gone) changes nothing about the roll; it is noted with the delivery, where the console shows it.
 */
export async function tellOutcome(
  deliverer: Deliverer,
  folder: WatchedFolder,
  told: { deliveryId: string; fileName: string; resting: string; outcome: Outcome },
): Promise<void> {
  const { state, importId, fault } = told.outcome;
  if (state === 'returned') return;
  try {
    const shown = importId === null ? undefined : await showImport(deliverer, { importId });
    const report = {
      fileName: told.fileName,
      state,
      fault,
      importId,
      importUrl: importId === null ? null : new URL(`/imports/${importId}`, deliverer.publicUrl).href,
      counts: shown?.record.counts ?? null,
      refused: shown?.refused ?? [],
    };
    await writeFile(`${told.resting}.report.txt`, deliveryReportText(report));
    await writeFile(`${told.resting}.report.json`, `${JSON.stringify(deliveryReport(report), null, 2)}\n`);
  } catch (error) {
    deliverer.log.error(
      { err: error, delivery: told.deliveryId },
      'the report of a delivered roll could not be written',
    );
    const note = {
      code: 'report-not-written',
      ru: 'Отчёт о файле не удалось записать рядом с ним: возможно, на диске нет места.',
      en: 'The report could not be written beside the file: the disk may be full.',
    };
    await withinUniversity(deliverer.db, folder.university.id, (tx) => noteFault(tx, told.deliveryId, note)).catch(
      () => undefined,
    );
  }
}
