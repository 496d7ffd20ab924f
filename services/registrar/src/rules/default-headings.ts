import type { RollField } from './roll-field.ts';

/** Headings that are understood without any setting. Compared by `wordKey`: case, ё and closing dots do not matter. */
export const defaultHeadings: Readonly<Record<RollField, readonly string[]>> = {
  source_key: [
    'source_key', 'id', 'number', 'person no', 'person number', 'person id', 'student number', 'student no', 'student id',
    'employee number', 'employee no', 'employee id', 'номер', 'личный номер', 'идентификатор', 'табельный номер', 'таб. №', 'таб. номер',
    'номер студенческого билета', 'студенческий билет', 'номер зачётной книжки', 'зачётная книжка', 'зачётная книжка/таб. №',
    'номер студенческого билета / табельный номер',
  ],
  family_name: ['family_name', 'family name', 'last name', 'surname', 'lastname', 'фамилия'],
  given_name: ['given_name', 'given name', 'first name', 'firstname', 'name', 'имя'],
  patronymic: ['patronymic', 'middle name', 'отчество', 'отчество (при наличии)'],
  full_name: ['full_name', 'full name', 'фио', 'ф.и.о', 'фамилия, имя, отчество', 'фамилия имя отчество'],
  birth_date: ['birth_date', 'birth date', 'date of birth', 'birthday', 'dob', 'дата рождения', 'дата рожд', 'др', 'родился', 'д.р'],
  national_number: ['national_number', 'national number', 'snils', 'снилс', 'страховой номер', 'номер снилс'],
  login: ['login', 'account', 'user name', 'username', 'uid', 'логин', 'логин в сети', 'учётная запись', 'имя пользователя'],
  email: ['email', 'e-mail', 'mail', 'e-mail address', 'эл. почта', 'электронная почта', 'почта', 'адрес электронной почты'],
  affiliation: ['affiliation', 'role', 'category', 'категория', 'роль', 'вид', 'кем является', 'должность или форма обучения'],
  org_unit: [
    'org_unit', 'org unit', 'department', 'faculty', 'school', 'unit', 'подразделение', 'факультет', 'кафедра', 'институт', 'отдел',
    'факультет / подразделение', 'факультет, кафедра, отделение', 'институт, факультет, отдел',
  ],
  programme: [
    'programme', 'program', 'degree programme', 'speciality', 'программа', 'образовательная программа', 'направление',
    'направление подготовки', 'специальность', 'профиль',
  ],
  valid_from: [
    'valid_from', 'valid from', 'start date', 'start', 'from', 'действует с', 'с', 'начало', 'дата начала', 'зачислен', 'принят',
    'зачислен (принят)', 'дата зачисления', 'дата приёма', 'приказ: с',
  ],
  valid_until: [
    'valid_until', 'valid until', 'end date', 'end', 'until', 'действует по', 'по', 'конец', 'дата окончания', 'окончание',
    'срок окончания', 'приказ: по',
  ],
  status: ['status', 'state', 'статус', 'состояние', 'приказ: статус'],
};
