import type { Locale } from '@onecampus/pages';

type Words = Readonly<Record<string, Readonly<Record<Locale, string>>>>;

const details: Words = {
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
};

const values: Words = {
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
};

const subjects: Words = {
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
