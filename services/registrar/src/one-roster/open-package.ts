import { once } from 'node:events';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';
import { unreadable } from '../roll-file/unreadable.ts';

const entries_max = 100;
const uncompressed_bytes_max = 4 * 1_024 ** 3;
/** A table of text shrinks about tenfold; what shrinks more than this was made to fill a disk. */
const ratio_max = 200;

export interface Package {
  /** The bytes of a table by its name (`users.csv`); `undefined` where the package has none. */
  read(name: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  close(): void;
}

const openZip = promisify<string, object, ZipFile>(open as never);

/**
 * Opens a OneRoster package. Refused are paths that lead outside, a name that comes twice, more entries or bytes than a roster
 * has, and encrypted entries. Sizes are checked again while reading: what a directory says of itself is not believed.
 *
 * @throws DomainError `import.unreadable`.
 */
export async function openPackage(file: string): Promise<Package> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
    (error: unknown) => {
      throw unreadable('damaged-package', {}, error);
    },
  );
  try {
    const entries = await listEntries(zip);
    const read = promisify<Entry, AsyncIterable<Uint8Array>>(zip.openReadStream.bind(zip) as never);
    return {
      read: async (name) => {
        const entry = entries.get(name);
        return entry && guarded(await read(entry));
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function* guarded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw unreadable('damaged-package', {}, error);
  }
}

/** The tables by their names, wherever in the package they lie. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total_bytes = 0;
  for await (const entry of walk(zip)) {
    if (entry.fileName.endsWith('/')) continue;
    const name = entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1).toLowerCase();
    // A workbook of Excel is a ZIP, too.
    if (name === '[content_types].xml') throw unreadable('binary');
    total_bytes += entry.uncompressedSize;
    const bomb = entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > entry.compressedSize * ratio_max;
    if (entries.size >= entries_max || total_bytes > uncompressed_bytes_max || bomb)
      throw unreadable('package-too-large');
    if (entry.isEncrypted()) throw unreadable('encrypted-package');
    if (entries.has(name)) throw unreadable('table-twice', { headings: [name] });
    entries.set(name, entry);
  }
  return entries;
}

async function* walk(zip: ZipFile): AsyncGenerator<Entry> {
  for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) yield entry;
}

/** The next line of the directory; `undefined` after the last one. */
async function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const entry = once(zip, 'entry', { signal }).then(([one]) => one as Entry);
    const end = once(zip, 'end', { signal }).then(() => undefined);
    // The one that does not come is given up below.
    for (const one of [entry, end]) one.catch(() => undefined);
    const told = Promise.race([entry, end]);
    zip.readEntry();
    return await told;
  } catch (error) {
    throw unreadable('damaged-package', {}, error);
  } finally {
    done.abort();
  }
}
