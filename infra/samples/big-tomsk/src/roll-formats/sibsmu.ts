import type { RollFormat } from './roll-format.ts';

/** UTF-8 with BOM, commas, Russian headings with ISO dates, LF. */
export const sibsmuFormat: RollFormat = {
  university: 'sibsmu',
  fileName: 'sibgmu-lica.csv',
  sourceLabel: 'СибГМУ: единый реестр обучающихся и работников',
  charset: 'utf-8',
  bom: true,
  delimiter: ',',
  lineEnd: '\n',
  dateFormat: 'YYYY-MM-DD',
  quoting: 'needed',
  nationalNumber: 'dashes',
  columns: [
    { heading: 'Идентификатор', holds: 'source_key' },
    { heading: 'СНИЛС', holds: 'national_number' },
    { heading: 'Фамилия', holds: 'family_name' },
    { heading: 'Имя', holds: 'given_name' },
    { heading: 'Отчество', holds: 'patronymic' },
    { heading: 'ДР', holds: 'birth_date' },
    { heading: 'Факультет, кафедра, отделение', holds: 'org_unit' },
    { heading: 'Программа', holds: 'programme' },
    { heading: 'Роль', holds: 'affiliation' },
    { heading: 'Начало', holds: 'valid_from' },
    { heading: 'Конец', holds: 'valid_until' },
    { heading: 'Состояние', holds: 'status' },
    { heading: 'Логин', holds: 'login' },
    { heading: 'Почта', holds: 'email' },
  ],
  words: {
    affiliation: {
      student: ['студент', 'ординатор', 'аспирант'],
      faculty: ['преподаватель'],
      staff: ['сотрудник', 'медицинский персонал'],
      employee: ['совместитель'],
      alum: ['выпускник'],
      affiliate: ['интерн'],
    },
    status: { active: ['1'], on_leave: ['2'], ended: ['0'] },
  },
};
