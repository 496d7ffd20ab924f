import { expect, it } from '@jest/globals';
import { witnessesOf } from './witnesses-of.ts';

const all = ['tsu', 'tpu', 'tusur'].map((slug) => ({ id: `id of ${slug}`, slug }));
const slugs = (chain: string, from = all) => witnessesOf(chain, from).map(({ slug }) => slug);

it('a chain is witnessed by two others and never by its own university', () => {
  expect(slugs('id of tpu')).toEqual(['tsu', 'tusur']);
  expect(slugs('id of tsu')).toEqual(['tusur', 'tpu']);
  expect(slugs('id of tusur')).toEqual(['tpu', 'tsu']);
  expect(slugs('consortium')).toEqual(['tpu', 'tsu']);
  expect(slugs('id of tsu', all.slice(0, 1))).toEqual([]);
});
