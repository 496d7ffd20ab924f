import { deliverFile } from './deliver-file.ts';
import type { Deliverer } from './deliverer.ts';
import { findFolders } from './find-folders.ts';
import { recoverTaken } from './recover-taken.ts';
import type { StillFiles } from './still-files.ts';

/**
 * One round over all folders below the root: what a dead process left is put back, and every complete file is brought in,
 * the oldest first. A folder or file that fails does not keep the others waiting.
 */
export async function watchFolders(
  deliverer: Deliverer,
  watch: { readonly root: string; readonly stillFiles: StillFiles; readonly signal?: AbortSignal },
): Promise<{ applied: number; refused: number; strangers: readonly string[] }> {
  const { folders, strangers } = await findFolders(deliverer, watch.root);
  let [applied, refused] = [0, 0];
  for (const folder of folders) {
    const fail = (error: unknown) =>
      deliverer.log.error(
        { err: error, university: folder.university.slug, source: folder.source.id },
        'a folder failed',
      );
    await recoverTaken(deliverer, folder).catch(fail);
    const files = await watch.stillFiles
      .complete(folder.path, deliverer.clock.now().getTime())
      .catch((error: unknown) => {
        fail(error);
        return [];
      });
    for (const file of files) {
      if (watch.signal?.aborted) return { applied, refused, strangers };
      const outcome = await deliverFile(deliverer, folder, file).catch((error: unknown) => {
        fail(error);
        return undefined;
      });
      if (outcome?.state === 'applied' || outcome?.state === 'same') applied += 1;
      else if (outcome) refused += 1;
    }
  }
  return { applied, refused, strangers };
}
