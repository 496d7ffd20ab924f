import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from './canonical-text.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { EntryLine, ExportLine } from './export-lines.ts';
import { chain, operator, sampleExport, sampleRecord, signedFile, stranger, trusted } from './testing/sample-export.ts';
import { type VerifyOptions, verifyExport } from './verify-export.ts';

const records = Array.from({ length: 23 }, (_, index) => sampleRecord(index + 1));
const genuine = sampleExport(records);
const believed = { entries: records.length, head: genuine.head };
const file = signedFile(genuine.lines, believed);

/** The findings about a file of these lines, as "kind from-to". */
async function found(bytes: Uint8Array, options: VerifyOptions = { trustedKeys: trusted }): Promise<string[]> {
  const { findings } = await verifyExport([bytes], options);
  return findings.map(({ kind, from, to }) => `${kind} ${from}${from === to ? '' : `-${to}`}`);
}

/** The lines after somebody was at them. The operator signs whatever he is given: he may be the one who did it. */
function changed(change: (lines: ExportLine[], at: (n: number) => number) => void, end = believed): Buffer {
  const lines = structuredClone(genuine.lines) as ExportLine[];
  change(lines, (n) => lines.findIndex((line) => line.type === 'entry' && line.n === n));
  return signedFile(lines, end);
}

const entry = (lines: ExportLine[], index: number) =>
  lines[index] as { -readonly [Key in keyof EntryLine]: EntryLine[Key] };

describe('a genuine export', () => {
  it('is found whole, and says what that rests on', async () => {
    const verdict = await verifyExport([file], { trustedKeys: trusted, knownCheckpoints: genuine.checkpoints });
    expect(verdict).toMatchObject({ ok: true, findings: [], chain, university: 'tpu', ...believed });
    expect(verdict.evidence).toEqual({
      checkpoints: 4,
      signedTo: 20,
      kept: 4,
      keptTo: 20,
      witnesses: [{ name: 'tsu', n: 20, pinned: true }],
      operatorPinned: true,
    });
  });

  it('says so where nobody but the file itself vouches for its keys', async () => {
    const { ok, evidence } = await verifyExport([file]);
    expect({ ok, ...evidence }).toMatchObject({
      ok: true,
      operatorPinned: false,
      kept: 0,
      witnesses: [{ pinned: false }],
    });
  });

  it('may come in pieces of any size', async () => {
    for (const size of [1, 7, 1_000]) {
      const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
        file.subarray(i * size, (i + 1) * size),
      );
      expect((await verifyExport(pieces)).ok).toBe(true);
    }
  });

  it('may be empty of entries', async () => {
    const empty = sampleExport([]);
    expect((await verifyExport([signedFile(empty.lines, { entries: 0, head: empty.head })])).findings).toEqual([]);
  });
});

describe('seven ways to tamper with a history', () => {
  it('edit', async () => {
    const edited = changed((lines, at) => {
      entry(lines, at(7)).record = { ...sampleRecord(7), actor: 'client:somebody-else' };
    });
    expect(await found(edited)).toEqual(['entry.edited 7']);
  });

  it('edit the numbers alone', async () => {
    const counted = changed((lines) => {
      for (const line of lines) if (line.type === 'entry') (line as { n: number }).n += 3;
    });
    expect(await found(counted)).toEqual(['entry.edited 1']);
  });

  it('edit every hash', async () => {
    const torn = changed((lines) => {
      for (const line of lines) if (line.type === 'entry') (line as { hash: string }).hash = 'a'.repeat(64);
    });
    expect((await found(torn))[0]).toBe('entry.edited 1-23');
  });

  it('edit with the leaf and the link made to fit', async () => {
    const forged = sampleExport(records.map((one, i) => (i === 6 ? { ...one, actor: 'x' } : one)));
    const edited = changed((lines, at) => {
      lines[at(7)] = forged.lines.find((line) => line.type === 'entry' && line.n === 7)!;
    });
    expect(await found(edited)).toEqual(['entry.edited 7']);
  });

  it.each([
    ['a line', (lines: ExportLine[], at: (n: number) => number) => void lines.splice(at(7), 1)],
    [
      'the entry alone',
      (lines: ExportLine[], at: (n: number) => number) => Object.assign(entry(lines, at(7)), { record: null }),
    ],
    [
      'a line, and the rest counted anew',
      (lines: ExportLine[], at: (n: number) => number) => {
        lines.splice(at(7), 1);
        for (const line of lines) if (line.type === 'entry' && line.n > 7) (line as { n: number }).n -= 1;
      },
    ],
  ])('delete %s', async (_, change) => {
    expect(await found(changed(change))).toEqual(['entry.deleted 7']);
  });

  it('reorder lines', async () => {
    const swapped = changed((lines, at) => lines.splice(at(7), 2, lines[at(8)]!, lines[at(7)]!));
    expect(await found(swapped)).toEqual(['entry.reordered 7']);
  });

  it('reorder what the entries say', async () => {
    const exchanged = changed((lines, at) => {
      entry(lines, at(7)).record = sampleRecord(9);
      entry(lines, at(9)).record = sampleRecord(7);
    });
    expect(await found(exchanged)).toEqual(['entry.reordered 7', 'entry.reordered 9']);
  });

  it('reorder what is chained', async () => {
    const exchanged = changed((lines, at) => {
      const [a, b] = [entry(lines, at(7)), entry(lines, at(9))];
      [a.leaf, a.record, b.leaf, b.record] = [b.leaf, b.record, a.leaf, a.record];
    });
    expect(await found(exchanged)).toEqual(['entry.reordered 7', 'entry.reordered 9']);
  });

  it.each([
    [
      'a line',
      (lines: ExportLine[], at: (n: number) => number) => void lines.splice(at(8), 0, { ...entry(lines, at(7)), n: 8 }),
    ],
    [
      'an entry that is not chained',
      (lines: ExportLine[], at: (n: number) => number) =>
        void lines.splice(at(8), 0, { type: 'unlinked', record: { ...sampleRecord(7), id: '999' } }),
    ],
    [
      'an entry, and the rest counted anew',
      (lines: ExportLine[], at: (n: number) => number) => {
        const place = at(8);
        for (const line of lines) if (line.type === 'entry' && line.n >= 8) (line as { n: number }).n += 1;
        lines.splice(place, 0, { ...entry(lines, at(7)), n: 8, prev: 'a'.repeat(64) });
      },
    ],
  ])('insert %s', async (_, change) => {
    const kinds = (await found(changed(change))).map((one) => one.split(' ')[0]);
    expect(new Set(kinds)).toEqual(new Set(['entry.inserted']));
  });

  it('truncate the file', async () => {
    expect(await found(file.subarray(0, file.length - 10))).toEqual(['tail.truncated 23']);
    expect(await found(file.subarray(0, file.indexOf('"n":14,')))).toEqual(['tail.truncated 14-23']);
    expect(await found(changed((lines, at) => lines.splice(at(14))))).toEqual(['tail.truncated 14-23']);
  });

  it('truncate the history: told by a checkpoint that was kept', async () => {
    const short = sampleExport(records.slice(0, 13));
    const cut = signedFile(short.lines, { entries: 13, head: short.head });
    expect(await found(cut)).toEqual([]);
    expect(await found(cut, { knownCheckpoints: genuine.checkpoints })).toEqual(['tail.truncated 14-20']);
  });

  it('rewrite in full: told by the operator’s checkpoints, or by a kept one where he signed anew', async () => {
    const other = sampleExport(records.map((one, i) => (i === 6 ? { ...one, actor: 'client:nobody' } : one)));
    const old = genuine.lines.filter((line) => line.type === 'checkpoint');
    const end = { entries: records.length, head: other.head };
    const rechained = signedFile(
      other.lines
        .filter((line) => line.type !== 'witness')
        .map((line) => (line.type === 'checkpoint' ? old.find((one) => one.n === line.n)! : line)),
      end,
    );
    expect(await found(rechained)).toEqual(['chain.rewritten 6-20']);
    const signedAnew = signedFile(other.lines, end);
    expect(await found(signedAnew)).toEqual([]);
    expect(await found(signedAnew, { knownCheckpoints: genuine.checkpoints.slice(2, 3) })).toEqual([
      'chain.rewritten 1-15',
    ]);
    const witnessed = signedFile(
      other.lines.map(
        (line) =>
          genuine.lines.find((one) => line.type === 'witness' && one.type === 'witness' && one.n === line.n) ?? line,
      ),
      end,
    );
    expect(await found(witnessed)).toEqual(['chain.rewritten 6-20']);
  });

  it.each([
    ['of another chain', { chain: 'consortium' }, operator],
    ['of a stranger', {}, stranger],
  ])('swap a checkpoint for one %s', async (_, differs, key) => {
    const swapped = changed((lines) => {
      const index = lines.findIndex((line) => line.type === 'checkpoint' && line.n === 10);
      const { chain, n, hash, at } = lines[index] as (typeof genuine.checkpoints)[number];
      lines.splice(index, 2, { type: 'checkpoint', ...signCheckpoint({ chain, n, hash, at, ...differs }, key) });
    });
    expect(await found(swapped)).toEqual(['checkpoint.swapped 10']);
  });

  it('swap, move or withdraw a checkpoint', async () => {
    const old = genuine.checkpoints.find((one) => one.n === 10)!;
    const replaced = changed((lines) => {
      const index = lines.findIndex((line) => line.type === 'checkpoint' && line.n === 10);
      const other = signCheckpoint({ ...old, hash: 'b'.repeat(64) }, operator);
      lines.splice(index, 2, { type: 'checkpoint', ...other });
    });
    expect(await found(replaced, { knownCheckpoints: [old] })).toEqual(['checkpoint.swapped 10']);
    const withdrawn = changed((lines) =>
      lines.splice(
        lines.findIndex((line) => line.type === 'checkpoint' && line.n === 10),
        2,
      ),
    );
    expect(await found(withdrawn)).toEqual([]);
    expect(await found(withdrawn, { knownCheckpoints: [old] })).toEqual(['checkpoint.swapped 10']);
  });

  it('forge a counter-signature', async () => {
    const forged = changed((lines) => {
      const index = lines.findIndex((line) => line.type === 'witness');
      lines[index] = { ...(lines[index] as object), at: 'later' } as ExportLine;
    });
    expect(await found(forged)).toEqual(['witness.forged 5']);
  });

  it('chain in another order than the order of commits', async () => {
    const unordered = sampleExport([...records.slice(0, 9), records[10]!, records[9]!, ...records.slice(11)]);
    expect(await found(signedFile(unordered.lines, { entries: records.length, head: unordered.head }))).toEqual([
      'entry.reordered 11',
    ]);
  });

  it('sign with a key that the reader has not pinned', async () => {
    const [kind] = await found(file, { trustedKeys: [{ role: 'operator', name: 'operator', x: stranger.x }] });
    expect(kind).toBe('checkpoint.swapped 5');
  });
});

describe('any single byte', () => {
  const small = sampleExport(records.slice(0, 6), 3);
  const bytes = signedFile(small.lines, { entries: 6, head: small.head });

  it('that is changed is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const other = Buffer.from(bytes);
        other[at] = other[at]! ^ by;
        expect((await verifyExport([other])).ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('that is put in or left out is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), fc.nat(255), async (at, byte) => {
        const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
        const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        expect((await verifyExport([longer])).ok).toBe(false);
        if (at < bytes.length) expect((await verifyExport([shorter])).ok).toBe(false);
      }),
      { numRuns: 75 },
    );
  });
});

describe('what is not an export', () => {
  it.each([
    ['', 'tail.truncated 0'],
    ['\n', 'file.damaged 1'],
    ['{"a":1}\n', 'file.damaged 1'],
    [`${canonicalText({ type: 'end' })}\n`, 'file.damaged 1'],
  ])('%j', async (text, kind) => {
    expect(await found(Buffer.from(text))).toEqual([kind]);
  });
});
