import { describe, expect, it } from '@jest/globals';
import { mapHeadings } from './map-headings.ts';
import { emptyMapping, type RollMapping } from './roll-field.ts';

const remembered: RollMapping = {
  ...emptyMapping,
  columns: { Шифр: 'source_key', Кто: 'full_name', Роль: 'affiliation', 'E-mail': 'email' },
};

describe('headings of a roll', () => {
  it('are understood in Russian and in English without any setting', () => {
    expect(mapHeadings(['№ п/п', 'Личный номер', 'ФАМИЛИЯ', 'Имя ', 'Категория'], emptyMapping)).toEqual({
      fields: [null, 'source_key', 'family_name', 'given_name', 'affiliation'],
      columns: { 'Личный номер': 'source_key', ФАМИЛИЯ: 'family_name', 'Имя ': 'given_name', Категория: 'affiliation' },
      notTaken: ['№ п/п'],
    });
    expect(mapHeadings(['Student number', 'Surname', 'Role'], emptyMapping)).toMatchObject({ notTaken: [] });
  });

  it('that are remembered count alone, in any order', () => {
    expect(mapHeadings(['Роль', 'E-mail', 'Кто', 'Шифр', 'Фамилия'], remembered)).toMatchObject({
      fields: ['affiliation', 'email', 'full_name', 'source_key', null],
      notTaken: ['Фамилия'],
    });
  });

  it('that are remembered and have vanished stop the file', () => {
    expect(mapHeadings(['Роль', 'Кто', 'Шифр'], remembered)).toEqual({
      kind: 'missing-headings',
      headings: ['E-mail'],
    });
  });

  it('must name the person, the number and the affiliation', () => {
    expect(mapHeadings(['Имя', 'Оценка'], emptyMapping)).toEqual({
      kind: 'missing-fields',
      fields: ['source_key', 'family_name', 'affiliation'],
      unknown: ['Оценка'],
    });
  });

  it('may not mean the same twice', () => {
    expect(mapHeadings(['Номер', 'Табельный номер', 'ФИО', 'Роль'], emptyMapping)).toMatchObject({
      kind: 'field-twice',
      field: 'source_key',
    });
  });
});
