import type { RollFormat } from './roll-format.ts';

/** Windows-1251, every cell in quotes, LF, a row number that nobody needs, the words of a personnel order. */
export const tsuabFormat: RollFormat = {
  university: 'tsuab',
  fileName: 'tsuab-lichnyy-sostav.csv',
  sourceLabel: 'ТГАСУ: личный состав, отчёт отдела кадров',
  charset: 'windows-1251',
  bom: false,
  delimiter: ';',
  lineEnd: '\n',
  dateFormat: 'DD.MM.YYYY',
  quoting: 'all',
  nationalNumber: 'dashes and space',
  columns: [
    { heading: '№ п/п', holds: 'row-number' },
    { heading: 'Личный номер', holds: 'source_key' },
    { heading: 'Фамилия', holds: 'family_name' },
    { heading: 'Имя', holds: 'given_name' },
    { heading: 'Отчество (при наличии)', holds: 'patronymic' },
    { heading: 'Родился', holds: 'birth_date' },
    { heading: 'СНИЛС', holds: 'national_number' },
    { heading: 'Институт, факультет, отдел', holds: 'org_unit' },
    { heading: 'Образовательная программа', holds: 'programme' },
    { heading: 'Вид', holds: 'affiliation' },
    { heading: 'Приказ: статус', holds: 'status' },
    { heading: 'Приказ: с', holds: 'valid_from' },
    { heading: 'Приказ: по', holds: 'valid_until' },
    { heading: 'Учётная запись', holds: 'login' },
    { heading: 'e-mail', holds: 'email' },
  ],
  words: {
    affiliation: {
      student: ['обучающийся'],
      faculty: ['ППС'],
      staff: ['АУП', 'УВП'],
      employee: ['внештатный'],
      alum: ['окончивший'],
      affiliate: ['прикреплённое лицо'],
    },
    status: { active: ['в составе'], on_leave: ['в отпуске'], ended: ['исключён из состава'] },
  },
};
