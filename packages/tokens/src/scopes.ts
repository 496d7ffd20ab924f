/** The services whose APIs are protected by access tokens. The names are those of the folders under services/. */
export type ApiService = 'identity-provider' | 'registrar' | 'card-issuer' | 'access-checker';

type ScopeMeaning = { readonly service: ApiService; readonly en: string; readonly ru: string };

/**
 * Every scope of the product, the one service that honours it, and what it lets the holder do.
 * A scope missing here can be neither asked for nor granted.
 */
export const scopeTable = {
  'people.read': {
    service: 'registrar',
    en: 'Look up people and their affiliations',
    ru: 'Искать людей и смотреть, где они учатся и работают',
  },
  'people.write': {
    service: 'registrar',
    en: 'Import people and change their records',
    ru: 'Загружать списки людей и менять их данные',
  },
  'staff.write': {
    service: 'registrar',
    en: 'Grant and withdraw staff roles',
    ru: 'Назначать и снимать роли сотрудников',
  },
  'people.merge': {
    service: 'registrar',
    en: 'Decide whether two records are one person, and undo it',
    ru: 'Решать, один ли это человек, и отменять такое решение',
  },
  'people.erase': {
    service: 'registrar',
    en: 'Erase people, and let a university leave with its own data',
    ru: 'Стирать данные людей и выгружать данные уходящего университета',
  },
  'agreements.write': {
    service: 'registrar',
    en: 'Record agreements between universities',
    ru: 'Записывать соглашения между университетами',
  },
  'audit.read': {
    service: 'registrar',
    en: 'Read and export the audit chains',
    ru: 'Читать и выгружать журнал действий',
  },
  'audit.witness': {
    service: 'registrar',
    en: 'See the checkpoints of all audit chains and counter-sign them; no entry is shown',
    ru: 'Смотреть контрольные точки всех журналов и заверять их; сами записи не видны',
  },
  'events.write': {
    service: 'registrar',
    en: 'Subscribe services to changes of people',
    ru: 'Подписывать сервисы на изменения о людях',
  },
  scim: {
    service: 'registrar',
    en: 'Provision people, groups and affiliations of one university by SCIM',
    ru: 'Передавать людей, группы и статусы одного университета по SCIM',
  },
  'cards.read': {
    service: 'card-issuer',
    en: 'See cards and their state',
    ru: 'Смотреть читательские билеты и их состояние',
  },
  'cards.write': {
    service: 'card-issuer',
    en: 'Issue, suspend and replace cards',
    ru: 'Выдавать, приостанавливать и заменять читательские билеты',
  },
  'machines.write': {
    service: 'card-issuer',
    en: 'Let library machines ask about cards, and say what they may learn',
    ru: 'Подключать библиотечные устройства и решать, что им видно',
  },
  'access.read': {
    service: 'access-checker',
    en: 'See zones, rules and passages',
    ru: 'Смотреть зоны, правила и проходы',
  },
  'access.write': {
    service: 'access-checker',
    en: 'Change zones, rules and terminals',
    ru: 'Менять зоны, правила и терминалы',
  },
  'clients.write': {
    service: 'identity-provider',
    en: 'Register applications that sign people in',
    ru: 'Подключать приложения, в которые входят через единый вход',
  },
  'accounts.write': {
    service: 'identity-provider',
    en: 'Set passwords and lock accounts',
    ru: 'Задавать пароли и блокировать учётные записи',
  },
  'keys.write': {
    service: 'identity-provider',
    en: 'Rotate the signing keys',
    ru: 'Менять ключи подписи',
  },
} as const satisfies Record<string, ScopeMeaning>;

export type Scope = keyof typeof scopeTable;

export const allScopes: readonly Scope[] = Object.keys(scopeTable) as Scope[];

export function isScope(value: string): value is Scope {
  return Object.hasOwn(scopeTable, value);
}

/** The scopes one service honours, in the order of the table. */
export function scopesOf(service: ApiService): readonly Scope[] {
  return allScopes.filter((scope) => scopeTable[scope].service === service);
}

/**
 * The audience (`aud`, and the RFC 8707 resource indicator) of a service: its public base URL without a trailing slash.
 * The identity provider and the service itself both derive it from the same setting, so they always agree.
 */
export function audienceOf(baseUrl: string): string {
  return new URL(baseUrl).href.replace(/\/+$/, '');
}
