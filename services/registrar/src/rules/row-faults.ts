type Text = { readonly ru: string; readonly en: string };

/** Every reason for which a row of a roll is refused, in the words a registrar reads. `{other}` is the number of a line. */
export const rowFaults = {
  'too-few-columns': {
    ru: 'В строке меньше ячеек, чем в заголовке: похоже, она обрезана.',
    en: 'The row has fewer cells than the heading: it seems to be cut off.',
  },
  'too-many-columns': {
    ru: 'В строке больше ячеек, чем в заголовке: возможно, внутри ячейки есть разделитель без кавычек.',
    en: 'The row has more cells than the heading: a cell may hold a separator without quotes around it.',
  },
  'control-characters': {
    ru: 'В ячейке есть невидимые управляющие символы. Уберите их в своей системе и выгрузите файл снова.',
    en: 'The cell holds invisible control characters. Remove them in your system and export again.',
  },
  'value-too-long': { ru: 'Значение длиннее допустимого.', en: 'The value is longer than allowed.' },
  'missing-source-key': {
    ru: 'Нет личного номера (номера студенческого билета или табельного).',
    en: 'The person’s number is missing.',
  },
  'missing-name': { ru: 'Нет фамилии.', en: 'The family name is missing.' },
  'impossible-date': {
    ru: 'Такой даты нет. Нужна дата вида 31.08.2026 или 2026-08-31.',
    en: 'There is no such date. Write it as 31.08.2026 or 2026-08-31.',
  },
  'birth-date-in-future': { ru: 'Дата рождения ещё не наступила.', en: 'The birth date lies in the future.' },
  'wrong-check-sum': {
    ru: 'В СНИЛС ошибка: нужны 11 цифр, и контрольные цифры должны сходиться.',
    en: 'The SNILS is wrong: it needs 11 digits with fitting check digits.',
  },
  'unfit-login': {
    ru: 'Логин может состоять из латинских букв, цифр, точки, дефиса и подчёркивания; после @ может стоять только домен университета.',
    en: 'A login is made of Latin letters, digits, dot, hyphen and underscore; after an @ only the university’s own domain may stand.',
  },
  'email-without-at': { ru: 'Это не адрес электронной почты.', en: 'This is not an e-mail address.' },
  'missing-affiliation': {
    ru: 'Не указано, кем человек является в университете.',
    en: 'It is not said what the person is at the university.',
  },
  'unknown-affiliation': {
    ru: 'Непонятно, кем человек является: такого слова нет в настройках источника.',
    en: 'It is not clear what the person is: the source’s settings do not know this word.',
  },
  'unknown-status': {
    ru: 'Непонятное состояние: такого слова нет в настройках источника.',
    en: 'The status is not clear: the source’s settings do not know this word.',
  },
  'window-ends-before-start': {
    ru: 'Срок заканчивается раньше, чем начинается.',
    en: 'The period ends before it starts.',
  },
  'duplicate-source-key': {
    ru: 'Этот номер уже есть в строке {other}, но с другими личными данными.',
    en: 'Line {other} has this number already, with different personal data.',
  },
  'affiliation-twice': {
    ru: 'То же самое на тот же срок уже сказано в строке {other}.',
    en: 'Line {other} says the same for the same time already.',
  },
  'login-taken': {
    ru: 'Этот логин уже принадлежит другому человеку. Логин никогда не переходит к другому.',
    en: 'This login belongs to somebody else already. A login never passes to another person.',
  },
  erased: {
    ru: 'Данные этого человека уничтожены по его требованию или по сроку; его номер и логин больше никому не выдаются.',
    en: 'This person’s data were erased, on request or after their time; the number and the login are never given again.',
  },
  'number-taken': {
    ru: 'Этот номер в университете уже принадлежит другому человеку. Номер никогда не переходит к другому.',
    en: 'This number belongs to somebody else of the university already. A number never passes to another person.',
  },
} as const satisfies Record<string, Text>;

export type RowFaultCode = keyof typeof rowFaults;

/** The sentence for a fault, with the number of the other line filled in where there is one. */
export function rowFaultText(code: RowFaultCode, otherLine: number | null): Text {
  const { ru, en } = rowFaults[code];
  const fill = (sentence: string) => sentence.replace('{other}', String(otherLine ?? '?'));
  return { ru: fill(ru), en: fill(en) };
}
