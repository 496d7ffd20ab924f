import { describe, expect, it } from '@jest/globals';
import { continueChain } from './continue-chain.ts';
import { genesisOf } from './hashes.ts';
import { readKept, writeKept } from './kept.ts';
import { chain, sampleExport, sampleRecord, trusted } from './testing/sample-export.ts';

const { lines, checkpoints } = sampleExport([1, 2, 3, 4, 5].map(sampleRecord));

describe('what a reader keeps', () => {
  it('is read as it was written', () => {
    const kept = { keys: trusted, checkpoints };
    expect(readKept(writeKept(kept))).toEqual(kept);
  });

  it.each([
    ['no JSON', 'kept'],
    ['another format', '{"format":"x","keys":[],"checkpoints":[]}'],
    ['a checkpoint that no key in it signed', writeKept({ keys: [], checkpoints })],
    ['a checkpoint that was changed', writeKept({ keys: trusted, checkpoints: [{ ...checkpoints[0]!, n: 4 }] })],
    ['a key that is none', writeKept({ keys: [{ role: 'operator', name: 'operator', x: 'abc' }], checkpoints: [] })],
  ])('is refused where it is %s', (_, text) => {
    expect(() => readKept(text)).toThrow();
  });
});

it('a chain is continued by its next link alone, without a look at the entry', () => {
  const links = lines.filter((line) => line.type === 'entry');
  let head = { n: 0, hash: genesisOf(chain).toString('hex') };
  for (const link of links) head = continueChain(head, link)!;
  expect(head).toEqual({ n: 5, hash: checkpoints[0]!.hash });
  expect(continueChain(head, links[0]!)).toBeUndefined();
  expect(continueChain(head, { n: 6, leaf: 'short' })).toBeUndefined();
});
