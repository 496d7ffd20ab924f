import { describe, expect, it } from '@jest/globals';
import { europeanStudentIdentifier, isEuropeanStudentIdentifier } from './european-student-identifier.ts';

describe('European Student Identifier', () => {
  it('is made of the home organization and the student number', () => {
    expect(europeanStudentIdentifier('tpu.ru', ' 10000101 ')).toBe(
      'urn:schac:personalUniqueCode:int:esi:tpu.ru:10000101',
    );
  });

  it('is not made of what a URN does not take', () => {
    for (const number of ['', '12:3', '12/3', 'А-12', '1 2', 'x'.repeat(101)]) {
      expect(europeanStudentIdentifier('tpu.ru', number)).toBeUndefined();
    }
    expect(europeanStudentIdentifier('localhost', '1')).toBeUndefined();
  });

  it('is recognised of an institution and of a country', () => {
    expect(isEuropeanStudentIdentifier('urn:schac:personalUniqueCode:int:esi:uni-a.example:42')).toBe(true);
    expect(isEuropeanStudentIdentifier('urn:schac:personalUniqueCode:int:esi:hr:ABC-1')).toBe(true);
    expect(isEuropeanStudentIdentifier('urn:schac:personalUniqueCode:int:esi:tpu.ru:')).toBe(false);
    expect(isEuropeanStudentIdentifier('urn:schac:personalUniqueCode:de:42')).toBe(false);
  });
});
