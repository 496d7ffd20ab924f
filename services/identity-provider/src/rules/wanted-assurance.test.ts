import { describe, expect, it } from '@jest/globals';
import { refedsMfa, refedsSfa } from './assurance.ts';
import { assuranceVerdict, needsToKnowFactor } from './wanted-assurance.ts';

const has = (change: Partial<Parameters<typeof assuranceVerdict>[1]> = {}) => ({
  acr: refedsSfa as string | undefined,
  secondFactor: true,
  justSignedIn: false,
  ...change,
});

describe('assuranceVerdict', () => {
  it('asks for nothing that is not wished for', () => {
    expect(assuranceVerdict(undefined, has())).toBe('go on');
    expect(assuranceVerdict(null, has())).toBe('go on');
    expect(assuranceVerdict({ values: [] }, has())).toBe('go on');
  });

  it('takes what there is where it is among what is wished for, or better', () => {
    expect(assuranceVerdict({ values: [refedsMfa, refedsSfa] }, has())).toBe('go on');
    expect(assuranceVerdict({ values: [refedsSfa] }, has({ acr: refedsMfa }))).toBe('go on');
  });

  it('asks whoever has a second factor, once', () => {
    expect(assuranceVerdict({ values: [refedsMfa] }, has())).toBe('ask');
    expect(assuranceVerdict({ value: refedsMfa, essential: true }, has())).toBe('ask');
    expect(assuranceVerdict({ values: [refedsMfa] }, has({ justSignedIn: true }))).toBe('go on');
  });

  it('never asks for what cannot be had: a wish goes on, a demand ends', () => {
    expect(assuranceVerdict({ values: [refedsMfa] }, has({ secondFactor: false }))).toBe('go on');
    expect(assuranceVerdict({ values: [refedsMfa], essential: true }, has({ secondFactor: false }))).toBe('unmet');
    expect(assuranceVerdict({ values: [refedsMfa], essential: true }, has({ justSignedIn: true }))).toBe('unmet');
    expect(assuranceVerdict({ value: 'urn:unheard-of', essential: true }, has())).toBe('unmet');
    expect(assuranceVerdict({ values: ['urn:unheard-of', '1'] }, has())).toBe('go on');
  });

  it('asks once more where a session of no name has to be a plain one', () => {
    const nameless = has({ acr: undefined, secondFactor: false });
    expect(assuranceVerdict({ value: refedsSfa, essential: true }, nameless)).toBe('ask');
    expect(assuranceVerdict({ value: refedsSfa, essential: true }, { ...nameless, justSignedIn: true })).toBe('unmet');
    expect(assuranceVerdict({ values: [refedsSfa] }, nameless)).toBe('go on');
  });

  it('hangs on a factor only where the wish is open', () => {
    expect(needsToKnowFactor({ values: [refedsSfa] }, refedsMfa)).toBe(false);
    expect(needsToKnowFactor({ values: [refedsMfa] }, refedsSfa)).toBe(true);
  });
});
