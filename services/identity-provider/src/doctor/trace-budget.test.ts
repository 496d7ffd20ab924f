import { describe, expect, it } from '@jest/globals';
import { traceBudget } from './trace-budget.ts';

const step = { clientId: 'lms', source: 'stranger', kind: 'request redirect-uri', outcome: 'refused' } as const;

describe('the budget of what a doctor is told', () => {
  it('takes the first of a kind, and the last with their number', () => {
    const budget = traceBudget<number>(() => 0);
    const written = Array.from({ length: 60 }, (_, n) => budget.admit(step, n)).filter(Boolean);
    expect(written).toHaveLength(5);
    expect(budget.takeFolded()).toEqual([{ step: 59, count: 55 }]);
    expect(budget.hasFolded()).toBe(false);
  });

  it('leaves room for another place, another kind and another application', () => {
    const budget = traceBudget<number>(() => 0);
    for (let n = 0; n < 1_000; n += 1) budget.admit(step, n);
    expect(budget.admit({ ...step, source: 'the university' }, 1)).toBe(true);
    expect(budget.admit({ ...step, kind: 'tokens invalid_client' }, 1)).toBe(true);
    expect(budget.admit({ ...step, clientId: 'other' }, 1)).toBe(true);
  });

  it('bounds one application over all places and kinds, and folds what is beyond', () => {
    const budget = traceBudget<number>(() => 0);
    const answers = Array.from({ length: 500 }, (_, n) => budget.admit({ ...step, source: `place ${n}` }, n));
    expect(answers.filter(Boolean)).toHaveLength(60);
    const folded = budget.takeFolded();
    expect(folded.reduce((sum, { count }) => sum + count, 0)).toBe(440);
  });

  it('lets nothing of a flood be looked at that would only be counted, and counts it', () => {
    const budget = traceBudget<number>(() => 0);
    let looked = 0;
    for (let n = 0; n < 1_000; n += 1) {
      if (budget.isSpent(step)) continue;
      looked += 1;
      budget.admit(step, n);
    }
    expect(looked).toBe(60);
    expect(budget.takeFolded()).toEqual([{ step: 59, count: 995 }]);
  });

  it('begins anew with each minute, and holds a bounded number of places', () => {
    let minute = 0;
    const budget = traceBudget<number>(() => minute);
    for (let n = 0; n < 10; n += 1) budget.admit(step, n);
    expect(budget.admit(step, 10)).toBe(false);
    minute = 1;
    expect(budget.admit(step, 11)).toBe(true);
    for (let n = 0; n < 50_000; n += 1) budget.admit({ ...step, clientId: `c${n % 900}`, source: `place ${n}` }, n);
    expect(budget.takeFolded().length).toBeLessThanOrEqual(1_000);
  });

  it('does not bound a university behind one address as it bounds its refusals', () => {
    const budget = traceBudget<number>(() => 0);
    const answers = Array.from({ length: 300 }, () => budget.admit({ ...step, outcome: 'waiting' }, 0));
    expect(answers.filter(Boolean)).toHaveLength(120);
    expect(budget.hasFolded()).toBe(false);
  });
});
