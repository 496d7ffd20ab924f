import { defineCatalogue } from '@onecampus/pages';

export const words = defineCatalogue({
  ru: {
    ready: 'Приложите карту',
    readyText: 'Штрихкодом к считывателю',
    exitReady: 'Выход',
    field: 'Номер карты',
    hint: 'Считыватель вводит номер сам. Без него наберите 14 цифр с карты.',
    send: 'Проверить',
    welcome: 'Проходите',
    refused: 'Прохода нет',
    notChecked: 'Проверка не работает',
    notRead: 'Карта не прочиталась',
    guard: (text: string) => `Охране: ${text}`,
    again: 'Следующий',
    away: 'Нет связи с центром проверки: карты сейчас не проверяются.',
  },
  en: {
    ready: 'Show your card',
    readyText: 'Barcode towards the reader',
    exitReady: 'Way out',
    field: 'Card number',
    hint: 'The reader types the number by itself. Without one, type the 14 digits on the card.',
    send: 'Check',
    welcome: 'Please come in',
    refused: 'No entry',
    notChecked: 'Checking is out of order',
    notRead: 'Card not read',
    guard: (text) => `For the guard: ${text}`,
    again: 'Next person',
    away: 'The checking centre cannot be reached: cards are not being checked.',
  },
});
