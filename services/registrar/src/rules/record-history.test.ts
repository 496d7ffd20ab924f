import { describe, expect, it } from '@jest/globals';
import { recordHistory } from './record-history.ts';

const said = (family: string, email: string | null) => ({
  family_name: family,
  given_name: 'Анна',
  patronymic: null,
  birth_date: '2004-05-06',
  email,
  phone: null,
});
const version = (number: number, values: ReturnType<typeof said>) => ({
  version: number,
  values,
  missingSince: null,
  replacedByImport: null,
  recordedFrom: new Date(number),
  recordedUntil: new Date(number + 1),
});

describe('the history of a record', () => {
  it('names the fields that the next version says otherwise', () => {
    const history = recordHistory(said('Замужняя', 'b@x'), [
      version(2, said('Девичья', 'b@x')),
      version(1, said('Девичья', null)),
    ]);
    expect(history.map((one) => [one.version, one.changed])).toEqual([
      [2, ['family_name']],
      [1, ['email']],
    ]);
  });
});
