import { defineCatalogue } from '@onecampus/pages';

/** What all pages of the console share; each section has its own words beside its pages. */
export const consoleWords = defineCatalogue({
  ru: {
    overview: 'Обзор',
    clients: 'Сервисы',
    'saml-and-cas': 'SAML и CAS',
    'ways-in': 'Способы входа',
    'sign-outs': 'Выходы',
    networks: 'Сети',
    invitations: 'Приглашения',
    recoveries: 'Восстановление доступа',
    title: 'Управление входом',
    chooseUniversity: 'Выберите университет',
    passkeyTitle: 'Нужен ключ доступа',
    passkeyText: 'Управлять входом можно только с ключом доступа (passkey): пароль крадут чаще всего.',
    passkeyAdd: 'Добавить ключ доступа',
    passkeyUse: 'Войти с ключом доступа',
  },
  en: {
    overview: 'Overview',
    clients: 'Services',
    'saml-and-cas': 'SAML and CAS',
    'ways-in': 'Ways in',
    'sign-outs': 'Sign-outs',
    networks: 'Networks',
    invitations: 'Invitations',
    recoveries: 'Recovery',
    title: 'Sign-in administration',
    chooseUniversity: 'Choose a university',
    passkeyTitle: 'A passkey is needed',
    passkeyText: 'Sign-in is administered with a passkey only: passwords are what is stolen most.',
    passkeyAdd: 'Add a passkey',
    passkeyUse: 'Sign in with a passkey',
  },
});
