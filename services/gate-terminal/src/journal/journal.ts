import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '@onecampus/runtime';

/** Lines that may wait for the disk; a disk that is full or slow must not fill the memory of a gate. */
const waiting_max = 10_000;

/** What happened at this gate. No name stands in it, and of a card's number the last four digits. */
export interface JournalEntry {
  readonly boot: string;
  readonly n: number;
  readonly at: string;
  readonly request_id: string;
  readonly card: string | null;
  readonly direction: 'enter' | 'exit';
  readonly decision: boolean;
  readonly reason_code: string;
  readonly decided_by: 'centre' | 'terminal';
  readonly snapshot_seq: string | null;
}

export interface Journal {
  /** Never waits and never fails: the gate answers people first. */
  append(entry: JournalEntry): void;
  /** Entries that could not be kept since the start; more than none makes the terminal not ready. */
  lost(): number;
  close(): Promise<void>;
}

/** Opens the event log: JSON lines, only ever appended to, on the disk (fsync) in groups of what has come meanwhile. */
export async function openJournal(folder: string, log: Logger): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file: FileHandle = await open(path.join(folder, 'journal.jsonl'), 'a', 0o600);
  // A line cut short by a power cut stays by itself: the next entry begins a new one.
  if ((await file.stat()).size > 0) await file.appendFile('\n');
  let waiting: string[] = [];
  let lost = 0;
  let writing: Promise<void> | undefined;

  const write = async () => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await file.appendFile(lines.join(''));
        await file.datasync();
      } catch (error) {
        lost += lines.length;
        log.error({ err: error, lost }, 'the journal cannot be written');
      }
    }
  };

  return {
    append: (entry) => {
      if (waiting.length >= waiting_max) {
        lost += 1;
        return;
      }
      waiting.push(`${JSON.stringify(entry)}\n`);
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
    lost: () => lost,
    close: async () => {
      await writing;
      await file.close();
    },
  };
}
