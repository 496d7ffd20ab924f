import type { Locale } from '@onecampus/pages';

type Words = Readonly<Record<string, Readonly<Record<Locale, string>>>>;

const details: Words = {
  protocol: { ru: 'протокол', en: 'protocol' },
  preset: { ru: 'программа', en: 'product' },
  keepHours: { ru: 'часов для прежнего', en: 'hours for the older one' },
  label: { ru: 'название', en: 'label' },
  uses: { ru: 'раз', en: 'times' },
  fields: { ru: 'поля', en: 'fields' },
  found: { ru: 'найдено', en: 'found' },
  role: { ru: 'роль', en: 'role' },
  matches: { ru: 'вопросов', en: 'questions' },
  members: { ru: 'участников', en: 'members' },
  entries: { ru: 'записей', en: 'entries' },
  new: { ru: 'новых', en: 'new' },
  changed: { ru: 'изменено', en: 'changed' },
  ending: { ru: 'прекращено', en: 'ending' },
  refused: { ru: 'отклонено строк', en: 'rows refused' },
  restored: { ru: 'возвращено', en: 'restored' },
  withdrawn: { ru: 'отозвано', en: 'withdrawn' },
  kept: { ru: 'оставлено', en: 'kept' },
  answer: { ru: 'ответ', en: 'answer' },
  basis: { ru: 'основание', en: 'basis' },
  uri: { ru: 'право', en: 'entitlement' },
  delivery: { ru: 'доставка', en: 'delivery' },
  letters: { ru: 'писем', en: 'letters' },
  way: { ru: 'способ', en: 'way' },
  document: { ru: 'документ', en: 'document' },
  recovery: { ru: 'восстановление', en: 'recovery' },
  hours: { ru: 'часов', en: 'hours' },
  sessions: { ru: 'входов', en: 'sessions' },
  because: { ru: 'причина', en: 'reason' },
  method: { ru: 'способ', en: 'method' },
  passkey: { ru: 'ключ доступа', en: 'passkey' },
};

const values: Words = {
  password: { ru: 'пароль', en: 'password' },
  totp: { ru: 'код из приложения', en: 'code from an app' },
  registrar: { ru: 'регистратор', en: 'registrar' },
  administrator: { ru: 'администратор', en: 'administrator' },
  librarian: { ru: 'библиотекарь', en: 'librarian' },
  'facility-manager': { ru: 'ответственный за помещения', en: 'facility manager' },
  same: { ru: 'один человек', en: 'same person' },
  different: { ru: 'разные люди', en: 'different people' },
  request: { ru: 'человек попросил', en: 'the person asked' },
  retention: { ru: 'срок хранения вышел', en: 'the time to keep is over' },
  order: { ru: 'решение суда или ведомства', en: 'an order' },
  leaving: { ru: 'выход университета', en: 'the university leaves' },
  'ended-by-person': { ru: 'сам человек', en: 'the person himself' },
  'ended-by-administrator': { ru: 'администратор', en: 'an administrator' },
  'last-affiliation': { ru: 'больше нигде не числится', en: 'the last affiliation ended' },
  'card-stolen': { ru: 'карта украдена', en: 'the card was stolen' },
  mail: { ru: 'письмом', en: 'by letter' },
  print: { ru: 'на бумаге', en: 'on paper' },
  shown: { ru: 'показан', en: 'shown' },
  passport: { ru: 'паспорт', en: 'passport' },
  'student-card': { ru: 'студенческий билет', en: 'student card' },
  'staff-pass': { ru: 'служебное удостоверение', en: 'staff pass' },
  'driving-licence': { ru: 'водительское удостоверение', en: 'driving licence' },
};

const subjects: Words = {
  'registration-leave': { ru: 'разрешение подключаться', en: 'a leave to register' },
  match: { ru: 'вопрос о совпадении', en: 'a match question' },
  source: { ru: 'источник', en: 'a source' },
  import: { ru: 'загрузка', en: 'an import' },
  zone: { ru: 'помещение', en: 'a zone' },
  terminal: { ru: 'терминал', en: 'a terminal' },
  card: { ru: 'карта', en: 'a card' },
  group: { ru: 'группа', en: 'a group' },
  grant: { ru: 'право', en: 'an entitlement' },
  agreement: { ru: 'соглашение', en: 'an agreement' },
  client: { ru: 'программа', en: 'a program' },
  'event-stream': { ru: 'подписка', en: 'a subscription' },
  university: { ru: 'университет', en: 'a university' },
  upstream: { ru: 'провайдер университета', en: 'a university’s provider' },
  'upstream-stranger': { ru: 'незнакомый', en: 'a stranger' },
};

/** What an entry tells beside its action; nothing for what only a program would ask. */
export function detailWord(locale: Locale, name: string): string | undefined {
  return details[name]?.[locale];
}

export function valueWord(locale: Locale, value: string): string {
  return values[value]?.[locale] ?? value;
}

export function subjectWord(locale: Locale, kind: string): string {
  return subjects[kind]?.[locale] ?? kind;
}
