import type { RollFormat } from './roll-format.ts';

/** Windows-1251, semicolons, the whole name in one column: an old personnel system. */
export const tusurFormat: RollFormat = {
  university: 'tusur',
  fileName: 'tusur_export_1251.csv',
  sourceLabel: 'ТУСУР: «Деканат» и «Кадры», выгрузка в CSV',
  charset: 'windows-1251',
  bom: false,
  delimiter: ';',
  lineEnd: '\r\n',
  dateFormat: 'DD.MM.YYYY',
  quoting: 'needed',
  nationalNumber: 'digits',
  columns: [
    { heading: 'Зачётная книжка/Таб. №', holds: 'source_key' },
    { heading: 'ФИО', holds: 'full_name' },
    { heading: 'Дата рожд.', holds: 'birth_date' },
    { heading: 'Страховой номер', holds: 'national_number' },
    { heading: 'Имя пользователя', holds: 'login' },
    { heading: 'Адрес электронной почты', holds: 'email' },
    { heading: 'Кем является', holds: 'affiliation' },
    { heading: 'Подразделение', holds: 'org_unit' },
    { heading: 'Специальность', holds: 'programme' },
    { heading: 'Дата начала', holds: 'valid_from' },
    { heading: 'Дата окончания', holds: 'valid_until' },
    { heading: 'Состояние', holds: 'status' },
  ],
  words: {
    affiliation: {
      student: ['Студент', 'Аспирант'],
      faculty: ['Преподаватель'],
      staff: ['Сотрудник'],
      employee: ['Совместитель'],
      alum: ['Выпускник'],
      affiliate: ['Прикомандированный'],
    },
    status: { active: ['Активен'], on_leave: ['Академ. отпуск'], ended: ['Выбыл'] },
  },
};
