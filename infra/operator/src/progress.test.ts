import { describe, expect, it } from '@jest/globals';
import { createProgress } from './progress.ts';

function shownOn(isTTY: boolean, silent = false) {
  const written: string[] = [];
  let clock_ms = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const progress = createProgress('rows', { silent, stream: stream as never, now: () => clock_ms });
  return {
    written,
    progress,
    wait: (ms: number) => {
      clock_ms += ms;
    },
  };
}

describe('createProgress', () => {
  it('draws one line anew on a terminal, as a bar where the end is known, and leaves none behind', () => {
    const { written, progress, wait } = shownOn(true);
    progress.at(1_200, 4_800);
    progress.at(1_201, 4_800);
    wait(100);
    progress.at(9_999);
    progress.end();
    expect(written).toEqual([
      '\r\u001b[2K[######..................] 25 %  1,200 of 4,800 rows',
      '\r\u001b[2K9,999 rows',
      '\r\u001b[2K',
    ]);
  });

  it('never goes over the end, and stands an end of nothing', () => {
    const { written, progress, wait } = shownOn(true);
    progress.at(7, 5);
    wait(100);
    progress.at(0, 0);
    expect(written).toEqual([expect.stringContaining('[########################] 100 %'), '\r\u001b[2K0 rows']);
  });

  it('writes few plain lines where nobody watches, and none for a program', () => {
    const plain = shownOn(false);
    plain.progress.at(1);
    plain.wait(5_000);
    plain.progress.at(2);
    plain.progress.end();
    expect(plain.written).toEqual(['2 rows\n']);
    const program = shownOn(true, true);
    program.progress.at(1, 2);
    expect(program.written).toEqual([]);
  });
});
