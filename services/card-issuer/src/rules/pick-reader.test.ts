import { describe, expect, it } from '@jest/globals';
import { type Candidate, pickReader } from './pick-reader.ts';

const anna: Candidate = { personId: 'anna', scheme: 'student_number', scope: 'tpu.ru' };
const timur: Candidate = { personId: 'timur', scheme: 'student_number', scope: 'tsu.ru' };
const annaAtWork: Candidate = { personId: 'anna', scheme: 'employee_number', scope: 'tsu.ru' };
const veraByCard: Candidate = { personId: 'vera', scheme: 'card', scope: '' };

describe('pickReader', () => {
  it('picks the only one', () => {
    expect(pickReader([anna])).toEqual({ kind: 'one', personId: 'anna' });
    expect(pickReader([anna, annaAtWork])).toEqual({ kind: 'one', personId: 'anna' });
  });

  it('asks where there are two, and tells nothing of who they are', () => {
    const picked = pickReader([anna, timur]);
    expect(picked).toEqual({
      kind: 'choose',
      choices: [
        { scheme: 'student_number', scope: 'tpu.ru' },
        { scheme: 'student_number', scope: 'tsu.ru' },
      ],
    });
    expect(JSON.stringify(picked)).not.toMatch(/anna|timur/);
  });

  it('asks where a card number is another person’s student number', () => {
    expect(pickReader([veraByCard, anna])).toMatchObject({ kind: 'choose' });
  });

  it('asks about a single one who is doubtful', () => {
    expect(pickReader([anna], { doubtful: true })).toMatchObject({ kind: 'choose' });
    expect(pickReader([anna], { doubtful: true, chosen: anna })).toEqual({ kind: 'one', personId: 'anna' });
  });

  it('takes the chosen one and no other', () => {
    expect(pickReader([anna, timur], { chosen: timur })).toEqual({ kind: 'one', personId: 'timur' });
    expect(pickReader([anna, timur], { chosen: { scheme: 'eppn', scope: 'tsu.ru' } })).toEqual({ kind: 'nobody' });
  });

  it('finds nobody among none', () => {
    expect(pickReader([])).toEqual({ kind: 'nobody' });
  });
});
