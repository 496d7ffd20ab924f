import type { TrueRecord } from './make-records.ts';

/** The baseline: equal names in lower case (ё as е) and equal birth date are one human. */
export function naiveMatch(arriving: readonly TrueRecord[]): { personOf: number[]; links: number; wrongLinks: number } {
  const persons = new Map<string, { number: number; human: number }>();
  const personOf: number[] = [];
  let [links, wrongLinks] = [0, 0];
  for (const { record, human } of arriving) {
    const key = [record.familyName, record.givenName, record.patronymic, record.birthDate]
      .map((one) => (one ?? '').trim().toLowerCase().replaceAll('ё', 'е'))
      .join('|');
    const known = persons.get(key);
    if (known) {
      links += 1;
      if (known.human !== human.number) wrongLinks += 1;
    }
    const person = known ?? { number: persons.size, human: human.number };
    persons.set(key, person);
    personOf.push(person.number);
  }
  return { personOf, links, wrongLinks };
}
