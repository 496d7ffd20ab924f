import { describe, expect, it } from '@jest/globals';
import { lacksOf } from './key-readiness.ts';

describe('who lacks a key', () => {
  it('is who fetched a set without it, and nobody who never fetched one', () => {
    const holders = [
      { clientId: 'fetched-both', kids: ['old', 'new'] },
      { clientId: 'fetched-before', kids: ['old'] },
      { clientId: 'never-fetched', kids: [] },
    ];
    expect(lacksOf(holders, 'new').map(({ clientId }) => clientId)).toEqual(['fetched-before']);
    expect(lacksOf(holders, 'old')).toEqual([]);
    expect(lacksOf([], 'new')).toEqual([]);
  });
});
