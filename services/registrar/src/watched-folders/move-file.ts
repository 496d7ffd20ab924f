import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const between = '--';
const taken = 'taken';

/** Where a taken file lies: `taken/<delivery>--<name>`. */
export function takenPath(folder: string, deliveryId: string, name: string): string {
  return path.join(folder, taken, `${deliveryId}${between}${name}`);
}

/** The delivery and the name of a file below `taken/`; `undefined` for what is none of ours. */
export function readTakenName(file: string): { deliveryId: string; name: string } | undefined {
  const match = /^([0-9a-f-]{36})--(.+)$/s.exec(file);
  return match ? { deliveryId: match[1]!, name: match[2]! } : undefined;
}

/**
 * Takes a file for this instance by renaming it, which a file system does for one of all who try. False where another one
 * was first, or where it cannot be taken yet: Windows refuses to rename what is still open.
 */
export async function takeFile(folder: string, deliveryId: string, name: string): Promise<boolean> {
  await mkdir(path.join(folder, taken), { recursive: true });
  try {
    await rename(path.join(folder, name), takenPath(folder, deliveryId, name));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EBUSY', 'EPERM', 'EACCES'].includes(code ?? '')) return false;
    throw error;
  }
}

/** Puts a taken file back where it was found. */
export async function returnFile(folder: string, deliveryId: string, name: string): Promise<void> {
  await rename(takenPath(folder, deliveryId, name), path.join(folder, name));
}

/** Moves a taken file and its markers to where it ends; returns the path, under a name that nothing had there. */
export async function putAway(
  folder: string,
  deliveryId: string,
  name: string,
  to: 'done' | 'refused',
): Promise<string> {
  await mkdir(path.join(folder, to), { recursive: true });
  const plain = path.join(folder, to, name);
  const free = await access(plain).then(
    () => path.join(folder, to, `${deliveryId}${between}${name}`),
    () => plain,
  );
  await rename(takenPath(folder, deliveryId, name), free);
  const stem = name.replace(/\.[^.]+$/, '');
  for (const mark of [`${name}.done`, `${name}.ok`, `${stem}.done`, `${stem}.ok`]) {
    await rm(path.join(folder, mark), { force: true });
  }
  return free;
}
