import { defineCatalogue } from '@onecampus/pages';

/** Connecting a service that is none of the products we know. */
export const otherWords = defineCatalogue({
  ru: {
    other: 'Другая программа',
    otherDetail: 'любая, которая умеет OpenID Connect',
    kind: 'Где работает программа',
    confidential: 'На сервере: она хранит секрет',
    public: 'В браузере или на устройстве человека: секрета нет, PKCE обязателен',
    noPkce: 'Программа не умеет PKCE',
    noPkceHint: 'Только для программ на сервере и только если иначе не войти.',
    scopeHint: 'Через пробел. Без лишнего: что разрешено здесь, то сервис и узнает.',
    scopeUnfit: 'Здесь есть слово, которого мы не знаем',
    general: 'Настройки OpenID Connect',
    generalLead: 'Почти всё программа узнает сама по первому адресу.',
  },
  en: {
    other: 'Another product',
    otherDetail: 'any that speaks OpenID Connect',
    kind: 'Where the product runs',
    confidential: 'On a server: it keeps a secret',
    public: 'In browsers or on people’s devices: no secret, PKCE required',
    noPkce: 'The product does not know PKCE',
    noPkceHint: 'For products on a server alone, and only if nobody could sign in otherwise.',
    scopeHint: 'Separated by blanks. No more than needed: what is allowed here is what the service learns.',
    scopeUnfit: 'One of these words is none that we know',
    general: 'Settings of OpenID Connect',
    generalLead: 'The product finds nearly everything by the first address.',
  },
});
