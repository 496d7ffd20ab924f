import type { RollFormat } from './roll-format.ts';

/** UTF-8 without BOM, commas, English headings, ISO dates, codes instead of words. */
export const tpuFormat: RollFormat = {
  university: 'tpu',
  fileName: 'tpu-campus-people.csv',
  sourceLabel: 'ТПУ: выгрузка People API, студенты и персонал',
  charset: 'utf-8',
  bom: false,
  delimiter: ',',
  lineEnd: '\n',
  dateFormat: 'YYYY-MM-DD',
  quoting: 'needed',
  nationalNumber: 'digits',
  columns: [
    { heading: 'Person No', holds: 'source_key' },
    { heading: 'Last name', holds: 'family_name' },
    { heading: 'First name', holds: 'given_name' },
    { heading: 'Patronymic', holds: 'patronymic' },
    { heading: 'Date of birth', holds: 'birth_date' },
    { heading: 'SNILS', holds: 'national_number' },
    { heading: 'Account', holds: 'login' },
    { heading: 'E-mail', holds: 'email' },
    { heading: 'Role', holds: 'affiliation' },
    { heading: 'Department', holds: 'org_unit' },
    { heading: 'Degree programme', holds: 'programme' },
    { heading: 'Start date', holds: 'valid_from' },
    { heading: 'End date', holds: 'valid_until' },
    { heading: 'State', holds: 'status' },
  ],
  words: {
    affiliation: {
      student: ['STU', 'PHD'],
      faculty: ['ACAD'],
      staff: ['STAFF'],
      employee: ['CONTRACT'],
      alum: ['ALUM'],
      affiliate: ['GUEST'],
    },
    status: { active: ['A'], on_leave: ['L'], ended: ['X'] },
  },
};
