import type { Locale } from '@onecampus/pages';

type Words = Readonly<Record<Locale, string>>;
const both = (ru: string, en: string): Words => ({ ru, en });

/** What is done, as a noun: it fits whoever did it. An action that nobody has named here is shown by its own name. */
const actions: Readonly<Record<string, Words>> = {
  'person.viewed': both('Просмотр человека', 'A person was looked at'),
  'person.searched': both('Поиск людей', 'People were searched'),
  'person.erased': both('Стирание данных', 'Data were erased'),
  'person.merges_viewed': both('Просмотр объединений', 'Merges were looked at'),
  'person.copy_taken': both('Человек взял копию своих данных', 'Somebody took a copy of his own data'),
  'person.merged': both('Объединение записей', 'Records were brought together'),
  'person.split': both('Разделение записей', 'Records were parted'),
  'roll.compared': both('Проверка файла', 'A file was compared'),
  'roll.applied': both('Загрузка файла', 'A file was imported'),
  'roll.rolled_back': both('Отмена загрузки', 'An import was rolled back'),
  'source.saved': both('Настройка источника', 'A source was set up'),
  'match.listed': both('Просмотр вопросов о совпадениях', 'The match queue was looked at'),
  'match.viewed': both('Просмотр вопроса о совпадении', 'A match question was looked at'),
  'match.opened': both('Открыт вопрос о совпадении', 'A match question was opened'),
  'match.answered': both('Ответ на вопрос о совпадении', 'A match question was answered'),
  'match.decided': both('Вопрос о совпадении решён', 'A match question was decided'),
  'role.asked': both('Просьба о роли', 'A role was asked for'),
  'role.agreed': both('Согласие на роль', 'A role was agreed to'),
  'role.granted': both('Выдача роли', 'A role was given'),
  'role.revoked': both('Снятие роли', 'A role was taken back'),
  'role.refused': both('Отказ в роли', 'A role was refused'),
  'role.withdrawn': both('Просьба о роли снята', 'A request for a role was taken back'),
  'erasure.asked': both('Просьба стереть данные', 'Erasure was asked for'),
  'erasure.withdrawn': both('Просьба стереть данные снята', 'A request to erase was taken back'),
  'erasure.act_shown': both('Просмотр акта об уничтожении', 'An act of destruction was shown'),
  'scim-token.issued': both('Выпуск ключа SCIM', 'A SCIM token was issued'),
  'scim-token.revoked': both('Отзыв ключа SCIM', 'A SCIM token was revoked'),
  'scim-client.bound': both('Привязка программы', 'A program was bound'),
  'scim-client.unbound': both('Отвязка программы', 'A program was unbound'),
  'scim-user.created': both('SCIM: новый человек', 'SCIM: a new person'),
  'scim-user.changed': both('SCIM: изменение человека', 'SCIM: a person was changed'),
  'scim-user.replaced': both('SCIM: изменение человека', 'SCIM: a person was changed'),
  'scim-user.deleted': both('SCIM: удаление человека', 'SCIM: a person was deleted'),
  'scim-user.restored': both('SCIM: возвращение человека', 'SCIM: a person was restored'),
  'event-stream.created': both('Новая подписка', 'A subscription was created'),
  'event-stream.paused': both('Подписка приостановлена', 'A subscription was paused'),
  'event-stream.resumed': both('Подписка продолжена', 'A subscription went on'),
  'event-stream.replayed': both('Повторная отправка событий', 'Events were sent again'),
  'event-stream.removed': both('Подписка прекращена', 'A subscription was ended'),
  'audit.viewed': both('Просмотр журнала', 'The audit trail was read'),
  'audit.exported': both('Выгрузка журнала', 'The audit trail was exported'),
  'witness-key.registered': both('Ключ свидетеля', 'A witness key was registered'),
  'university.saved': both('Сведения об университете', 'The university’s names were saved'),
  'university.grace_saved': both('Льготные сроки', 'Grace periods were saved'),
  'university.settings_saved': both('Настройки университета', 'Settings were saved'),
  'university.exported': both('Выгрузка всего своего', 'Everything of the university was exported'),
  'university.left': both('Выход из консорциума', 'The university left'),
  'departure.announced': both('Объявление о выходе', 'Leaving was announced'),
  'departure.agreed': both('Согласие на выход', 'Leaving was agreed to'),
  'departure.withdrawn': both('Выход отменён', 'Leaving was called off'),
  'departure.begun': both('Начало выхода', 'Leaving began'),
  'incident.listed': both('Кого касается происшествие', 'Whom an incident concerns was listed'),
  'group.created': both('Новая группа', 'A group was created'),
  'group.renamed': both('Группа переименована', 'A group was renamed'),
  'group.deleted': both('Группа удалена', 'A group was deleted'),
  'group.viewed': both('Просмотр группы', 'A group was looked at'),
  'group.member_added': both('Добавление в группу', 'Somebody was added to a group'),
  'group.member_removed': both('Исключение из группы', 'Somebody was taken out of a group'),
  'entitlement.saved': both('Настройка права', 'An entitlement was set up'),
  'entitlement.granted': both('Выдача права', 'An entitlement was granted'),
  'entitlement.withdrawn': both('Отзыв права', 'An entitlement was withdrawn'),
  'agreement.made': both('Соглашение университетов', 'An agreement was made'),
  'agreement.ended': both('Конец соглашения', 'An agreement was ended'),
  'card.issued': both('Выдача карты', 'A card was issued'),
  'card.state_changed': both('Карта: смена состояния', 'A card changed its state'),
  'card.replaced': both('Замена карты', 'A card was replaced'),
  'card.shown': both('Просмотр карты', 'A card was looked at'),
  'reader.viewed': both('Просмотр читателя', 'A reader was looked at'),
  'zone.rules_replaced': both('Правила помещения', 'The rules of a zone were replaced'),
  'password.set': both('Новый пароль', 'A password was set'),
};

export function actionWord(locale: Locale, action: string): string {
  return actions[action]?.[locale] ?? action;
}

/** By what the trail can be narrowed: the nouns of actions, gathered as a person would ask. */
export const auditNouns = [
  'person',
  'roll',
  'match',
  'role',
  'erasure',
  'scim-user',
  'scim-token',
  'event-stream',
  'card',
  'audit',
  'university',
  'group',
  'entitlement',
] as const;

const nouns: Readonly<Record<(typeof auditNouns)[number], Words>> = {
  person: both('Люди: просмотр и поиск', 'People: looks and searches'),
  roll: both('Загрузки', 'Imports'),
  match: both('Совпадения', 'Match queue'),
  role: both('Роли', 'Roles'),
  erasure: both('Стирание', 'Erasure'),
  'scim-user': both('Люди по SCIM', 'People by SCIM'),
  'scim-token': both('Ключи SCIM', 'SCIM tokens'),
  'event-stream': both('Подписки', 'Subscriptions'),
  card: both('Карты', 'Cards'),
  audit: both('Журнал', 'Audit'),
  university: both('Университет', 'University'),
  group: both('Группы', 'Groups'),
  entitlement: both('Права', 'Entitlements'),
};

export function nounWord(locale: Locale, noun: (typeof auditNouns)[number]): string {
  return nouns[noun][locale];
}
