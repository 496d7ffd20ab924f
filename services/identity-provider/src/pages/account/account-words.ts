import { defineCatalogue } from '@onecampus/pages';

/** What all pages of "my account" share; each section has its own words beside its pages. */
export const accountWords = defineCatalogue({
  ru: {
    overview: 'Обзор',
    services: 'Сервисы',
    security: 'Безопасность',
    sessions: 'Входы',
    activity: 'События',
    notices: 'Уведомления',
    addresses: 'Почта',
    title: 'Моя учётная запись',
    lead: (name: string) => `${name} — вход во все сервисы всех университетов.`,
    signedInSince: 'Вход выполнен',
  },
  en: {
    overview: 'Overview',
    services: 'Services',
    security: 'Security',
    sessions: 'Sign-ins',
    activity: 'Activity',
    notices: 'Notices',
    addresses: 'E-mail',
    title: 'My account',
    lead: (name) => `${name}: one sign-in for all services of all universities.`,
    signedInSince: 'Signed in',
  },
});
