import type { RollFormat } from './roll-format.ts';

/** UTF-8 without BOM, semicolons, the whole name in one column and a remark with line breaks and quotes. */
export const tspuFormat: RollFormat = {
  university: 'tspu',
  fileName: 'tspu-spisok.csv',
  sourceLabel: 'ТГПУ: списочный состав',
  charset: 'utf-8',
  bom: false,
  delimiter: ';',
  lineEnd: '\n',
  dateFormat: 'DD.MM.YYYY',
  quoting: 'needed',
  nationalNumber: 'digits',
  columns: [
    { heading: 'Фамилия, имя, отчество', holds: 'full_name' },
    { heading: 'Номер', holds: 'source_key' },
    { heading: 'Дата рождения', holds: 'birth_date' },
    { heading: 'СНИЛС', holds: 'national_number' },
    { heading: 'Должность или форма обучения', holds: 'affiliation' },
    { heading: 'Состояние', holds: 'status' },
    { heading: 'Факультет', holds: 'org_unit' },
    { heading: 'Профиль', holds: 'programme' },
    { heading: 'Примечание', holds: 'remark' },
    { heading: 'Зачислен (принят)', holds: 'valid_from' },
    { heading: 'Срок окончания', holds: 'valid_until' },
    { heading: 'Логин в сети', holds: 'login' },
    { heading: 'Электронная почта', holds: 'email' },
  ],
  words: {
    affiliation: {
      student: ['студент очной формы', 'студент заочной формы'],
      faculty: ['преподаватель'],
      staff: ['сотрудник'],
      employee: ['почасовик'],
      alum: ['выпускник'],
      affiliate: ['слушатель курсов'],
    },
    status: { active: ['обучается', 'числится'], on_leave: ['академический отпуск'], ended: ['отчислен', 'выбыл'] },
  },
};
