import { describe, expect, it } from '@jest/globals';
import type { CardState } from '@onecampus/directory';
import { presentCard } from './present-card.ts';

const cards = (...states: CardState[]) => states.map((state) => ({ state }));

describe('presentCard', () => {
  it.each<[CardState[], number | undefined]>([
    [['active', 'replaced'], 0],
    [['lost', 'active'], 1],
    [['replaced', 'lost'], 1],
    [['stolen', 'replaced'], 0],
    [['replaced', 'closed', 'revoked'], undefined],
    [[], undefined],
  ])('of %j, the newest first', (states, at) => {
    const all = cards(...states);
    expect(presentCard(all)).toBe(at === undefined ? undefined : all[at]);
  });
});
