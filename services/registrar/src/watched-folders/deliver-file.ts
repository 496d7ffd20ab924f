import { createReadStream } from 'node:fs';
import { withinUniversity } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import { limited } from '../roll-file/limited-bytes.ts';
import { findSameContent, finishDelivery, insertDelivery, renewLease } from '../store/deliveries.ts';
import { importRoll } from '../use-cases/import-roll.ts';
import { showImport } from '../use-cases/show-import.ts';
import { type Deliverer, lease_seconds } from './deliverer.ts';
import { digestFile } from './digest-file.ts';
import { isSame, type SeenFile, type WatchedFolder } from './folder.ts';
import { putAway, returnFile, takeFile, takenPath } from './move-file.ts';
import { type Outcome, refusalOf } from './outcome.ts';
import { lookAt } from './still-files.ts';
import { tellOutcome } from './tell-outcome.ts';

/**
 * Brings one complete file in: taken by renaming, compared, looked at once more, and only then applied; the brake holds as
 * for every roll. It ends in `done/` or `refused/` with a report in plain words. Returns what became of it; `undefined` where
 * another instance has it, or where it is still being written.
 */
export async function deliverFile(
  deliverer: Deliverer,
  folder: WatchedFolder,
  file: SeenFile,
): Promise<Outcome | undefined> {
  const id = deliverer.newId();
  if (!(await takeFile(folder.path, id, file.name))) return undefined;
  const at = takenPath(folder.path, id, file.name);
  const unchanged = async () => isSame(file, (await lookAt('', at)) ?? { size_bytes: -1, modified_ms: 0 });
  const giveBack = () => returnFile(folder.path, id, file.name);
  if (!(await unchanged())) return giveBack().then(() => undefined);
  const { source, university } = folder;
  const within = <Result>(work: Parameters<typeof withinUniversity<Result>>[2]) =>
    withinUniversity(deliverer.db, university.id, work);
  let renewal: NodeJS.Timeout | undefined;
  let outcome: Outcome;
  try {
    await within((tx) =>
      insertDelivery(tx, {
        id,
        sourceId: source.id,
        universityId: university.id,
        fileName: file.name,
        sizeBytes: file.size_bytes,
        lease_seconds,
      }),
    );
    renewal = setInterval(
      () => void within((tx) => renewLease(tx, id, lease_seconds)).catch(() => undefined),
      (lease_seconds / 4) * 1_000,
    );
    outcome = await bringIn(deliverer, folder, at, unchanged);
    const { state, importId, digest, fault } = outcome;
    await within((tx) => finishDelivery(tx, id, { state, importId, digest, fault }));
  } catch (error) {
    // Nothing is wrong with the file: it is put back and taken again.
    await giveBack();
    throw error;
  } finally {
    clearInterval(renewal);
  }
  if (outcome.state === 'returned') return giveBack().then(() => undefined);
  const to = outcome.state === 'applied' || outcome.state === 'same' ? 'done' : 'refused';
  const resting = await putAway(folder.path, id, file.name, to);
  await tellOutcome(deliverer, folder, { deliveryId: id, fileName: file.name, resting, outcome });
  return outcome;
}

/** Compared first and applied only if the file is still the one that was read: half a file never counts. */
async function bringIn(
  deliverer: Deliverer,
  { source, university }: WatchedFolder,
  at: string,
  unchanged: () => Promise<boolean>,
): Promise<Outcome> {
  const digest = await digestFile(at);
  const same = await withinUniversity(deliverer.db, university.id, (tx) => findSameContent(tx, source.id, digest));
  if (same !== undefined) return { state: 'same', importId: same, digest, fault: null };
  const order = { by: 'service:watched-folder' as const, university, source, acceptShrink: false };
  let importId: string | null = null;
  try {
    const bytes = limited(createReadStream(at), deliverer.rollBytesMax);
    ({ id: importId } = await importRoll(deliverer, { ...order, input: { bytes }, dryRun: true }));
    if (!(await unchanged())) return { state: 'returned', importId, digest, fault: null };
    // Read anew: the import before it in this folder may have taught the source its headings.
    const { source: fresh } = await showImport(deliverer, { importId, universityIds: [university.id] });
    await importRoll(deliverer, { ...order, source: fresh, input: { importId }, dryRun: false });
    return { state: 'applied', importId, digest, fault: null };
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'unavailable' || error.kind === 'internal') throw error;
    if (!(await unchanged())) return { state: 'returned', importId, digest, fault: null };
    const failed = error.details['import_id'];
    return { ...refusalOf(error), importId: typeof failed === 'string' ? failed : importId, digest };
  }
}
