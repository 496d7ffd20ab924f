import { defineCatalogue } from '@onecampus/pages';

/** Which university? */
export const chooseWords = defineCatalogue({
  ru: {
    title: 'Какой у вас университет?',
    lead: (application: string) => `Вы входите в «${application}»`,
    search: 'Найти университет',
    searchHint: 'Название, сокращение или адрес почты',
    searchButton: 'Найти',
    list: 'Университеты',
    lastHere: 'В прошлый раз на этом устройстве',
    found: (count: number) => `Нашлось: ${count}`,
    nothingTitle: (question: string) => `По запросу «${question}» ничего не нашлось`,
    nothingText: 'Попробуйте короче: одно слово из названия или домен сайта.',
    more: (count: number) => `И ещё ${count}. Введите часть названия, чтобы найти свой.`,
    all: 'Показать все',
    sharedOffer: 'Это общий компьютер',
    sharedTitle: 'Общий компьютер',
    sharedText: 'Вход закончится, как только вы закроете браузер.',
    missing: 'Моего университета здесь нет',
    missingText:
      'Сюда входят только люди университетов из этого списка. Если вы гость, обратитесь в библиотеку или отдел ИТ того университета, к которому пришли.',
    cancel: 'Не входить и вернуться',
  },
  en: {
    title: 'Which is your university?',
    lead: (application) => `You are signing in to ${application}`,
    search: 'Find your university',
    searchHint: 'Its name, abbreviation, or your e-mail address there',
    searchButton: 'Find',
    list: 'Universities',
    lastHere: 'Last time on this device',
    found: (count) => `Found: ${count}`,
    nothingTitle: (question) => `Nothing found for “${question}”`,
    nothingText: 'Try less: one word of the name, or the domain of its website.',
    more: (count) => `And ${count} more. Type a part of the name to find yours.`,
    all: 'Show all',
    sharedOffer: 'This is a shared computer',
    sharedTitle: 'Shared computer',
    sharedText: 'You will be signed out as soon as you close the browser.',
    missing: 'My university is not here',
    missingText:
      'Only people of the listed universities sign in here. If you are a guest, ask the library or the IT department of the university that you are visiting.',
    cancel: 'Go back without signing in',
  },
});
