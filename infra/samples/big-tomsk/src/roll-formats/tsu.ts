import type { RollFormat } from './roll-format.ts';

/** UTF-8 with BOM, semicolons, Russian headings, CRLF: what a spreadsheet makes of an export. */
export const tsuFormat: RollFormat = {
  university: 'tsu',
  fileName: 'tsu-kontingent-i-kadry.csv',
  sourceLabel: 'ТГУ: контингент и кадры, сводная таблица',
  charset: 'utf-8',
  bom: true,
  delimiter: ';',
  lineEnd: '\r\n',
  dateFormat: 'DD.MM.YYYY',
  quoting: 'needed',
  nationalNumber: 'dashes and space',
  columns: [
    { heading: 'Номер студенческого билета / табельный номер', holds: 'source_key' },
    { heading: 'Фамилия', holds: 'family_name' },
    { heading: 'Имя', holds: 'given_name' },
    { heading: 'Отчество', holds: 'patronymic' },
    { heading: 'Дата рождения', holds: 'birth_date' },
    { heading: 'СНИЛС', holds: 'national_number' },
    { heading: 'Логин', holds: 'login' },
    { heading: 'Эл. почта', holds: 'email' },
    { heading: 'Категория', holds: 'affiliation' },
    { heading: 'Факультет / подразделение', holds: 'org_unit' },
    { heading: 'Направление подготовки', holds: 'programme' },
    { heading: 'Действует с', holds: 'valid_from' },
    { heading: 'Действует по', holds: 'valid_until' },
    { heading: 'Статус', holds: 'status' },
  ],
  words: {
    affiliation: {
      student: ['студент', 'магистрант', 'аспирант'],
      faculty: ['преподаватель', 'научно-педагогический работник'],
      staff: ['сотрудник'],
      employee: ['договор ГПХ'],
      alum: ['выпускник'],
      affiliate: ['слушатель'],
    },
    status: {
      active: ['обучается', 'действует'],
      on_leave: ['академический отпуск'],
      ended: ['отчислен', 'уволен'],
    },
  },
};
