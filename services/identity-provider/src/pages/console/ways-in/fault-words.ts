import { defineCatalogue } from '@onecampus/pages';

/** What cannot be so in a provider's settings, by the use case's own word for it. */
export const settingFaults = defineCatalogue({
  ru: {
    issuer: 'Адрес провайдера начинается с https:// и не содержит ? и #',
    issuer_taken: 'Через этот адрес уже входят люди другого университета',
    client_id: 'Нужен идентификатор клиента, латиницей и без пробелов',
    claim: 'Нужно имя утверждения; email и sub не подходят',
    domains: 'Отметьте хотя бы один домен университета',
    login_domain: 'Домен для логина должен быть среди отмеченных',
    secret: 'Нужен секрет клиента: новый адрес — новый секрет',
    slug: 'Это имя занято или не подходит',
    scopes: 'Среди scope нужен openid',
  },
  en: {
    issuer: 'The address begins with https:// and has no ? or #',
    issuer_taken: 'Another university’s people sign in at this address',
    client_id: 'A client identifier is needed, in Latin letters and without spaces',
    claim: 'The name of a claim is needed; email and sub will not do',
    domains: 'Tick at least one of the university’s domains',
    login_domain: 'The domain for logins has to be one of those ticked',
    secret: 'The client’s secret is needed: a new address, a new secret',
    slug: 'This name is taken or will not do',
    scopes: 'openid has to be among the scopes',
  },
});

/** What is wrong with a provider's claims, as rules/upstream-claims.ts calls it. */
export const mappingFaults = defineCatalogue({
  ru: {
    missing: 'Такого утверждения нет',
    not_one_value: 'В нём не одно значение',
    malformed: 'Значение не похоже на идентификатор',
    no_domain: 'Логин пришёл без домена: выберите домен для него',
    foreign_domain: 'Домен не из тех, за которые отвечает провайдер',
  },
  en: {
    missing: 'There is no such claim',
    not_one_value: 'It holds not one value',
    malformed: 'The value does not look like an identifier',
    no_domain: 'The login came without a domain: choose one for it',
    foreign_domain: 'The domain is none of those that the provider speaks for',
  },
});
