import { describe, expect, it } from '@jest/globals';
import type { Audience } from '@onecampus/access-rules';
import { describeAudience } from './describe-audience.ts';

const universities = [
  { homeOrganization: 'tpu.ru', shortName: { ru: 'ТПУ', en: 'TPU' } },
  { homeOrganization: 'tsu.ru', shortName: { ru: 'ТГУ', en: 'TSU' } },
];
const both = ['tpu.ru', 'tsu.ru'].map((scope) => ({ affiliation: 'member' as const, scope }));

describe('describeAudience', () => {
  it.each<[Audience, string, string]>([
    [{}, 'Все, кто учится или работает', 'Everybody with a current affiliation'],
    [{ anyOf: [{ affiliation: 'student', scope: 'tpu.ru' }] }, 'Студенты ТПУ', 'Students of TPU'],
    [{ anyOf: both }, 'Студенты и сотрудники всех университетов', 'Students and staff of all universities'],
    [{ anyOf: [{ affiliation: 'alum' }] }, 'Выпускники всех университетов', 'Alumni of all universities'],
    [
      { anyOf: [{ affiliation: 'student', scope: 'tpu.ru' }, { personId: 'a' }, { personId: 'b' }] },
      'Студенты ТПУ; названные поимённо (2)',
      'Students of TPU; people named (2)',
    ],
    [
      { anyOf: [{ affiliation: 'staff', scope: 'tsu.ru' }], noneOf: [{ personId: 'a' }] },
      'Сотрудники ТГУ, но не названные поимённо (1)',
      'Staff of TSU, except people named (1)',
    ],
    [{ anyOf: [{ affiliation: 'faculty', scope: 'mit.edu' }] }, 'Преподаватели mit.edu', 'Faculty of mit.edu'],
  ])('says %j as one would, and shows nobody’s id', (audience, ru, en) => {
    expect([describeAudience(audience, 'ru', universities), describeAudience(audience, 'en', universities)]).toEqual([
      ru,
      en,
    ]);
  });
});
