import type { RollField } from './roll-field.ts';

type Text = { readonly ru: string; readonly en: string };

/** Why a whole file cannot be read, in the words a registrar reads. `{…}` is filled in. */
export const fileFaults = {
  'utf-16': {
    ru: 'Файл сохранён в кодировке UTF-16. Сохраните его как CSV в UTF-8 или Windows-1251.',
    en: 'The file is written in UTF-16. Save it as CSV in UTF-8 or Windows-1251.',
  },
  binary: {
    ru: 'Это не текстовый файл. Нужен CSV: в Excel выберите «Сохранить как» → «CSV UTF-8».',
    en: 'This is not a text file. A CSV is needed: in Excel choose “Save as”, “CSV UTF-8”.',
  },
  'unknown-charset': {
    ru: 'Кодировка файла не распознана. Сохраните его в UTF-8 или Windows-1251.',
    en: 'The file’s character encoding is not recognised. Save it in UTF-8 or Windows-1251.',
  },
  'mixed-charset': {
    ru: 'Файл начинается в UTF-8, но дальше, около строки {line}, в нём другая кодировка. Выгрузите его целиком в одной кодировке.',
    en: 'The file begins as UTF-8 but has other bytes near line {line}. Export all of it in one encoding.',
  },
  'no-heading': {
    ru: 'Файл пуст: в нём нет даже строки заголовков.',
    en: 'The file is empty: it does not even have a heading line.',
  },
  'heading-too-long': {
    ru: 'Первая строка слишком длинная: это не похоже на заголовки CSV.',
    en: 'The first line is too long: this does not look like the headings of a CSV.',
  },
  'no-delimiter': {
    ru: 'В первой строке не нашлось разделителя столбцов (точка с запятой, запятая, табуляция или «|»).',
    en: 'The first line has no column separator (semicolon, comma, tab or “|”).',
  },
  'quote-not-closed': {
    ru: 'Кавычка, открытая около строки {line}, не закрыта до конца файла. Возможно, файл обрезан.',
    en: 'A quotation mark opened near line {line} is not closed before the end. The file may be cut off.',
  },
  'row-too-large': {
    ru: 'Около строки {line} одна строка таблицы больше {limit} знаков: скорее всего, не закрыта кавычка.',
    en: 'Near line {line} one row is larger than {limit} characters: a quotation mark is probably not closed.',
  },
  'malformed-quotes': {
    ru: 'Около строки {line} кавычки расставлены неверно: после закрывающей кавычки стоит текст.',
    en: 'Near line {line} the quotation marks are wrong: text follows a closing one.',
  },
  'missing-fields': {
    ru: 'Не нашлось столбцов: {fields}. Неизвестные заголовки в файле: {headings}. Укажите в настройках источника, что они означают.',
    en: 'Columns are missing: {fields}. Headings of the file that are not known: {headings}. Say in the source’s settings what they mean.',
  },
  'missing-headings': {
    ru: 'В файле нет столбцов, которые были раньше: {headings}. Если выгрузка изменилась, отметьте при загрузке, что заголовки нужно распознать заново.',
    en: 'Columns that were there before are missing: {headings}. If the export has changed, tick when uploading that the headings are to be recognised anew.',
  },
  'damaged-package': {
    ru: 'Архив повреждён или передан не полностью. Выгрузите его заново. Если это книга Excel, сохраните её как «CSV UTF-8».',
    en: 'The archive is damaged or incomplete. Export it again. If it is an Excel workbook, save it as “CSV UTF-8”.',
  },
  'encrypted-package': {
    ru: 'Архив защищён паролем. Нужен архив без пароля.',
    en: 'The archive has a password. Send one without.',
  },
  'package-too-large': {
    ru: 'В архиве больше файлов или данных, чем бывает в выгрузке OneRoster.',
    en: 'The archive has more files or data than a OneRoster export has.',
  },
  'table-twice': { ru: 'Таблица есть в архиве дважды: {headings}.', en: 'The archive has a table twice: {headings}.' },
  'table-missing': { ru: 'В архиве нет таблицы: {headings}.', en: 'The archive lacks a table: {headings}.' },
  'table-without-columns': {
    ru: 'В таблице нет обязательных столбцов (таблица, затем столбцы): {headings}.',
    en: 'A table lacks columns it must have (the table, then the columns): {headings}.',
  },
  'user-twice': {
    ru: 'В users.csv около строки {line} повторяется sourcedId.',
    en: 'In users.csv a sourcedId is repeated near line {line}.',
  },
  'roster-without-manifest': {
    ru: 'Это архив, но не выгрузка OneRoster: в нём нет manifest.csv.',
    en: 'This is an archive but no OneRoster export: it has no manifest.csv.',
  },
  'roster-without-users': {
    ru: 'В manifest.csv должны быть указаны и users, и roles, обе bulk или обе delta.',
    en: 'manifest.csv must name both users and roles, both bulk or both delta.',
  },
  'roster-version': {
    ru: 'Версия OneRoster {headings} не поддерживается, нужна 1.2.',
    en: 'OneRoster {headings} is not supported; 1.2 is needed.',
  },
  'field-twice': {
    ru: 'Несколько столбцов означают одно и то же ({fields}): {headings}. Укажите в настройках источника, какой из них брать.',
    en: 'Several columns mean the same ({fields}): {headings}. Say in the source’s settings which one to take.',
  },
} as const satisfies Record<string, Text>;

export type FileFaultCode = keyof typeof fileFaults;

/** How a registrar calls each field. */
export const fieldNames: Readonly<Record<RollField, Text>> = {
  source_key: { ru: 'личный номер', en: 'number' },
  family_name: { ru: 'фамилия', en: 'family name' },
  given_name: { ru: 'имя', en: 'given name' },
  patronymic: { ru: 'отчество', en: 'patronymic' },
  full_name: { ru: 'ФИО', en: 'full name' },
  birth_date: { ru: 'дата рождения', en: 'birth date' },
  national_number: { ru: 'СНИЛС', en: 'SNILS' },
  login: { ru: 'логин', en: 'login' },
  email: { ru: 'электронная почта', en: 'e-mail' },
  affiliation: { ru: 'кем является', en: 'affiliation' },
  org_unit: { ru: 'подразделение', en: 'department' },
  programme: { ru: 'программа', en: 'programme' },
  valid_from: { ru: 'действует с', en: 'valid from' },
  valid_until: { ru: 'действует по', en: 'valid until' },
  status: { ru: 'состояние', en: 'status' },
};

export interface FileFaultValues {
  readonly line?: number;
  readonly limit?: number;
  readonly fields?: readonly RollField[];
  readonly headings?: readonly string[];
}

export function fileFaultText(code: FileFaultCode, values: FileFaultValues = {}): Text {
  const fill = (language: 'ru' | 'en') =>
    fileFaults[code][language]
      .replace('{line}', String(values.line ?? '?'))
      .replace('{limit}', String(values.limit ?? '?'))
      .replace('{fields}', (values.fields ?? []).map((field) => fieldNames[field][language]).join(', '))
      .replace(
        '{headings}',
        (values.headings ?? [])
          .slice(0, 20)
          .map((heading) => `«${heading.slice(0, 60)}»`)
          .join(', ') || '—',
      );
  return { ru: fill('ru'), en: fill('en') };
}
