import { describe, expect, it } from '@jest/globals';
import { snilsCheckDigits } from './national-number.ts';
import { samplePeople } from './people.ts';
import type { SamplePerson } from './sample-person.ts';
import { sampleSignIns } from './sample-sign-ins.ts';

const options = { people: 2000, seed: 2026, academicYear: 2026 };
const people = [...samplePeople(options)];

const sameNameAndDay = ({ familyName, givenName, patronymic, birthDate }: SamplePerson) =>
  [familyName, givenName, patronymic, birthDate].join('|');

const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('samplePeople', () => {
  it('yields as many people as asked for, the sample sign-ins first', () => {
    expect(people).toHaveLength(2000);
    expect(people.flatMap(({ signIn }) => signIn ?? [])).toEqual(sampleSignIns.map(({ slug }) => slug));
  });

  it('yields the same people again, and the first of a larger city', () => {
    expect([...samplePeople(options)]).toEqual(people);
    const larger = samplePeople({ ...options, people: 70_000 });
    expect(people.map(() => larger.next().value)).toEqual(people);
  });

  it('yields other people for another seed', () => {
    const others = [...samplePeople({ ...options, seed: 2027 })].slice(sampleSignIns.length);
    const known = new Set(people.map(sameNameAndDay));
    expect(others.filter((person) => known.has(sameNameAndDay(person)))).toEqual([]);
  });

  it('gives numbers with a right check sum in the invented range, to one person each', () => {
    const numbers = people.flatMap(({ nationalNumber }) => nationalNumber ?? []);
    for (const number of numbers) {
      expect(number).toMatch(/^9\d{10}$/);
      expect(number.slice(9)).toBe(snilsCheckDigits(number.slice(0, 9)));
    }
    expect(repeated(numbers)).toEqual([]);
    expect(numbers.length).toBeLessThan(people.length);
  });

  it('has two people at least of one name and one birthday with different numbers', () => {
    const groups = Map.groupBy(people, sameNameAndDay);
    const homonyms = [...groups.values()].filter((group) => group.length > 1);
    expect(homonyms.length).toBeGreaterThanOrEqual(7);
    for (const group of homonyms) {
      const numbers = group.map(({ nationalNumber }) => nationalNumber);
      expect(numbers).not.toContain(null);
      expect(new Set(numbers).size).toBe(group.length);
    }
  });

  it('has about 4 % at two universities, never twice at one, always with a number to be known by', () => {
    const atTwo = people.filter(({ records }) => records.length === 2);
    expect(Math.abs(atTwo.length / people.length - 0.04)).toBeLessThan(0.012);
    for (const { records, nationalNumber } of atTwo) {
      expect(records[0]!.university).not.toBe(records[1]!.university);
      expect(nationalNumber).not.toBeNull();
    }
  });

  it('has past, present and future affiliations, seen from any day of the academic year', () => {
    const all = people.flatMap(({ records }) => records.flatMap(({ affiliations }) => affiliations));
    const ended = all.filter(({ validUntil }) => validUntil !== null && validUntil < '2026-09-01');
    const future = all.filter(({ validFrom }) => validFrom > '2027-08-31');
    const current = all.filter(
      ({ validFrom, validUntil }) => validFrom <= '2026-09-01' && (validUntil === null || validUntil >= '2027-08-31'),
    );
    expect(ended.length + future.length + current.length).toBe(all.length);
    expect(Math.min(ended.length, future.length)).toBeGreaterThan(40);
    expect(ended.every(({ status }) => status === 'ended')).toBe(true);
    for (const { validFrom, validUntil } of all) expect(validUntil === null || validFrom < validUntil).toBe(true);
  });

  it('keeps ё, double names and Latin names', () => {
    const names = people.map(({ familyName, givenName }) => `${familyName} ${givenName}`);
    expect(names.filter((name) => name.includes('ё')).length).toBeGreaterThan(50);
    expect(names.filter((name) => /^[А-ЯЁ][а-яё]+-[А-ЯЁ][а-яё]+ /.test(name)).length).toBeGreaterThan(5);
    const latin = people.filter(({ familyName }) => /^[A-Za-z]/.test(familyName));
    expect(latin.length).toBeGreaterThan(50);
    expect(latin.every(({ patronymic }) => patronymic === null)).toBe(true);
  });

  it.each([12, 1.5, Number.NaN, 4_000_001])('refuses %d people', (wrong) => {
    expect(() => samplePeople({ people: wrong, seed: 1 }).next()).toThrow(RangeError);
  });
});

describe('a city of 70,000', () => {
  it('repeats no student or employee number and no login at a university', () => {
    const [keys, emails] = [new Set<string>(), new Set<string>()];
    let records = 0;
    for (const person of samplePeople({ people: 70_000, seed: 1, academicYear: 2030 })) {
      for (const { university, sourceKey, email } of person.records) {
        keys.add(`${university} ${sourceKey}`);
        emails.add(email);
        records++;
      }
    }
    expect([keys.size, emails.size]).toEqual([records, records]);
  });
});
