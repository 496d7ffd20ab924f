import { open } from 'node:fs/promises';
import { encodeRoll } from './roll-formats/encode-roll.ts';
import type { RollFormat } from './roll-formats/roll-format.ts';

const bufferedCharactersMax = 64 * 1024;

/**
 * A file that takes text and writes it in the format's charset, holding back at most a buffer of it. `flush` writes
 * the rest; `close` does not, so that it can also follow a failure.
 */
export type RollSink = {
  write: (text: string) => Promise<void> | undefined;
  flush: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openRollSink(path: string, format: RollFormat): Promise<RollSink> {
  const file = await open(path, 'w');
  let pending = '';
  const flush = async () => {
    const text = pending;
    pending = '';
    await file.writeFile(encodeRoll(text, format));
  };
  return {
    write: (text) => {
      pending += text;
      return pending.length < bufferedCharactersMax ? undefined : flush();
    },
    flush,
    close: () => file.close(),
  };
}
