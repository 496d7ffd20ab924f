import { describe, expect, it } from '@jest/globals';
import { type Spoken, sideOfWord } from './side-of-word.ts';

const between: Spoken = {
  universityId: 'tpu',
  candidateUniversityId: 'tsu',
  saidHereBy: null,
  saidThereBy: null,
  openedBy: 'service:matcher',
};
const anna = { by: 'person:anna', universityId: 'tpu' };
const boris = { by: 'person:boris', universityId: 'tsu' };

describe('whose word it is', () => {
  it('is a university’s own side, and no stranger’s', () => {
    expect([sideOfWord(between, anna), sideOfWord(between, boris)]).toEqual(['here', 'there']);
    expect(sideOfWord(between, { by: 'person:olga', universityId: 'sibmed' })).toBe('stranger');
  });
  it('may be said again by whoever said it, on the same side', () => {
    expect(sideOfWord({ ...between, saidHereBy: 'person:anna' }, anna)).toBe('here');
  });
  it('is one pair of eyes, though he work at both universities', () => {
    expect(sideOfWord({ ...between, saidHereBy: 'person:anna' }, { ...anna, universityId: 'tsu' })).toBe('spoke');
    expect(sideOfWord({ ...between, openedBy: 'person:anna' }, anna)).toBe('spoke');
  });
  it('needs two people within one university', () => {
    const inside = { ...between, candidateUniversityId: 'tpu' };
    expect(sideOfWord(inside, anna)).toBe('here');
    expect(sideOfWord({ ...inside, saidHereBy: 'person:anna' }, anna)).toBe('here');
    expect(sideOfWord({ ...inside, saidHereBy: 'person:anna' }, { ...anna, by: 'person:vera' })).toBe('there');
  });
});
