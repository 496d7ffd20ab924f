import { describe, expect, it } from '@jest/globals';
import type { RuleRow } from '../store/rules.ts';
import { planRules, ruleAsInput } from './plan-rules.ts';
import type { RuleInput } from './rule-input.ts';

const members: RuleInput = {
  name: 'members',
  effect: 'permit',
  priority: 'ordinary',
  audience: { any_of: [{ affiliation: 'member', scope: 'tpu.ru' }] },
  schedule: [{ weekdays: [1, 2], from: '08:00', to: '24:00' }],
  valid_from: '2026-09-01T00:00:00.000Z',
  valid_to: null,
  purpose: { ru: 'Свои', en: 'Our own' },
  reason: null,
};
const rowOf = (input: RuleInput): RuleRow => ({
  ...planRules([], [input]).add[0]!,
  id: `id-${input.name}`,
  zoneId: 'z',
});

describe('planRules', () => {
  it('gives back what was written', () => {
    expect(ruleAsInput(rowOf(members))).toEqual(members);
  });

  it('leaves a rule alone that says the same, however it is written', () => {
    const stored = { ...rowOf(members), audience: { any_of: [{ scope: 'tpu.ru', affiliation: 'member' }] } };
    const again = {
      ...members,
      schedule: [{ weekdays: [2, 1] as const, from: '08:00', to: '24:00' }],
      valid_from: '2026-09-01T07:00:00+07:00',
    };
    expect(planRules([stored], [again])).toEqual({ add: [], withdraw: [] });
  });

  it('withdraws what is gone and puts a new rule in the place of one that changed', () => {
    const gone = rowOf({ ...members, name: 'gone' });
    const before = rowOf(members);
    const plan = planRules([gone, before], [{ ...members, effect: 'deny' }]);
    expect(plan.withdraw).toEqual([gone, before]);
    expect(plan.add).toEqual([expect.objectContaining({ name: 'members', effect: 'deny' })]);
  });
});
