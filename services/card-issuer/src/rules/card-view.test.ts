import { describe, expect, it } from '@jest/globals';
import type { Card, EffectiveAffiliation } from '@onecampus/directory';
import { cardView } from './card-view.ts';

const now = new Date('2026-10-01T00:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

function card(validUntil: Date | null): Card {
  return {
    id: 'c',
    personId: 'p',
    number: '21234567890124',
    kind: 'shared',
    state: 'active',
    stateReason: null,
    issuedByUniversityId: 'u',
    validFrom: day('2026-09-01'),
    validUntil,
    replaces: null,
    version: 1,
    changedAt: day('2026-09-01'),
  };
}

function until(end: Date | null): EffectiveAffiliation {
  return {
    affiliation: 'student',
    scope: 'tpu.ru',
    universityId: 'u',
    orgUnit: null,
    programme: null,
    effectiveUntil: end,
  };
}

describe('cardView', () => {
  it.each<[string, Date | null, (Date | null)[], Date | null, boolean]>([
    ['open affiliation: open', null, [null], null, false],
    ['one end: that end', null, [day('2027-09-01')], day('2027-09-01'), false],
    ['two ends: the later', null, [day('2027-09-01'), day('2028-09-01')], day('2028-09-01'), false],
    ['an end and an open one: open', null, [day('2027-09-01'), null], null, false],
    ['no affiliation: expired', null, [], null, true],
    ['the card’s own end, where it is earlier', day('2026-12-01'), [day('2027-09-01')], day('2026-12-01'), false],
    ['the affiliation’s end, where it is earlier', day('2028-01-01'), [day('2027-09-01')], day('2027-09-01'), false],
    ['the card’s own end has passed: expired', day('2026-09-15'), [null], day('2026-09-15'), true],
    ['an end that is this very moment: expired', now, [null], now, true],
  ])('%s', (_, own, ends, validUntil, expired) => {
    expect(cardView(card(own), ends.map(until), now)).toMatchObject({
      validUntil: validUntil?.toISOString() ?? null,
      expired,
    });
  });
});
