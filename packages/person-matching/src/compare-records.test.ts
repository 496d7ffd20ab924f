import { describe, expect, it } from '@jest/globals';
import { compareRecords } from './compare-records.ts';
import type { Evidence } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';
import { recordOf } from './testing/record-of.ts';

describe('compareRecords', () => {
  it.each<[string, Partial<MatchRecord>, Partial<Evidence>]>([
    [
      'another alphabet',
      { familyName: 'IVANOVA', givenName: 'Anna' },
      { family: 'equal', given: 'equal', alphabet: 'other' },
    ],
    ['a short name', { givenName: 'Нюра' }, { given: 'diminutive' }],
    ['an initial', { givenName: 'А.', patronymic: 'С.' }, { given: 'initial', patronymic: 'initial' }],
    [
      'swapped cells',
      { familyName: 'Анна', givenName: 'Иванова' },
      { family: 'equal', given: 'equal', nameOrder: 'swapped' },
    ],
    ['a married name', { familyName: 'Кузнецова' }, { family: 'different', given: 'equal' }],
    ['a double name', { familyName: 'Иванова-Кузнецова' }, { family: 'part' }],
    ['a slip', { familyName: 'Иваонва' }, { family: 'similar' }],
    ['a twin', { givenName: 'Алла' }, { given: 'different' }],
    [
      'the patronymic beside the given name',
      { givenName: 'Анна Сергеевна', patronymic: null },
      { patronymic: 'equal' },
    ],
    ['a brother', { patronymic: 'Сергеевич' }, { patronymic: 'equal' }],
    ['no patronymic', { patronymic: 'нет' }, { patronymic: 'missing' }],
    ['swapped day and month', { birthDate: '2001-04-03' }, { birthDate: 'swapped_day_month' }],
    ['one digit', { birthDate: '2001-03-05' }, { birthDate: 'one_digit' }],
    ['two digits', { birthDate: '2002-03-05' }, { birthDate: 'different' }],
    ['no date', { birthDate: '0000-00-00' }, { birthDate: 'missing' }],
  ])('tells %s', (_, change, outcome) => {
    expect(compareRecords(recordOf('a'), recordOf('b', change))).toMatchObject(outcome);
    expect(compareRecords(recordOf('b', change), recordOf('a'))).toMatchObject(outcome);
  });

  it('meets Mohammed and Мухаммад, Zhang Xiaowei and Чжан Сяовэй across alphabets', () => {
    const names = (familyName: string, givenName: string) => ({ familyName, givenName, patronymic: null });
    const arabic = compareRecords(recordOf('a', names('Khalil', 'Khaled')), recordOf('b', names('Халиль', 'Халид')));
    expect(arabic).toMatchObject({ family: 'equal', given: 'similar' });
    const chinese = compareRecords(recordOf('a', names('Zhang', 'Xiaowei')), recordOf('b', names('Чжан', 'Сяовэй')));
    expect(chinese).toMatchObject({ family: 'equal', given: 'equal' });
  });

  it('compares addresses as they are meant', () => {
    const one = recordOf('a', {
      email: 'Anna+x@Mail.example',
      phone: '8 (913) 111-22-33',
      orcid: 'https://orcid.org/0000-0001-2345-678X',
    });
    const other = recordOf('b', { email: 'anna@mail.example', phone: '+79131112233', orcid: '000000012345678x' });
    expect(compareRecords(one, other)).toMatchObject({ email: 'equal', phone: 'equal', orcid: 'equal' });
  });

  it('says outcomes and never a value', () => {
    const full = recordOf('a', {
      nationalNumberMark: 'f00d',
      documentMark: 'cafe',
      email: 'a@b.example',
      phone: '+79131112233',
    });
    const words = JSON.stringify(Object.values(compareRecords(full, { ...full, id: 'b' })));
    expect(words.replace(/equal|similar|different|missing|other|same/g, '')).toMatch(/^[[\]",]+$/);
  });
});
