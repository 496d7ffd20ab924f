import { defineCatalogue } from '@onecampus/pages';

export const ownCardWords = defineCatalogue({
  ru: {
    title: 'Моя карта',
    lead: 'Одна карта на все библиотеки и проходные университетов Томска.',
    none: 'Карты ещё нет',
    noneText: 'Зайдите с паспортом или студенческим в библиотеку любого университета: карту выдадут за пару минут.',
    noneNotEntitled:
      'Карту выдают тем, кто учится или работает в одном из университетов. Если это вы, спросите в деканате или отделе кадров, почему вас нет в списках.',
    lostQuestion: 'Карта потерялась?',
    lostText:
      'Карта перестанет действовать сразу и везде, и чужой человек ею не воспользуется. Вернуть её или заменить сможет любая библиотека.',
    report: 'Сообщить о потере',
    reporting: 'Отправляем…',
    done: 'Карта приостановлена',
    doneText: 'Она уже не действует ни в библиотеках, ни на проходных.',
    found: 'Карта нашлась',
    foundText: 'Вы остановили её сами, поэтому в течение 30 дней можете сами и вернуть, если она снова у вас.',
    resumed: 'Карта снова действует',
    resumedText: 'Она уже работает и в библиотеках, и на проходных.',
    active: 'Показывайте карту на входе и в библиотеке. Если она потеряется, сообщите об этом здесь.',
    suspended: 'Если карта нашлась, принесите её в любую библиотеку — её вернут. Если нет, там же выдадут новую.',
    lost: 'Если карта нашлась, принесите её в любую библиотеку. Если нет, там же выдадут новую.',
    gone: 'Эта карта больше не действует. Новую выдадут в любой библиотеке.',
    expired:
      'Карта не действует: у вас сейчас нет учёбы или работы ни в одном из университетов. Если это ошибка, обратитесь в деканат или отдел кадров.',
    refused: 'Состояние карты уже изменилось',
    refusedText: 'Ниже показано, какая она сейчас.',
  },
  en: {
    title: 'My card',
    lead: 'One card for every library and gate of the universities of Tomsk.',
    none: 'You have no card yet',
    noneText: 'Take your passport or student’s ID to the library of any university: a card takes two minutes.',
    noneNotEntitled:
      'Cards are for those who study or work at one of the universities. If you do, ask your dean’s or personnel office why you are not on the list.',
    lostQuestion: 'Lost your card?',
    lostText:
      'The card stops working at once and everywhere, so that nobody else can use it. Any library can return or replace it.',
    report: 'Report it lost',
    reporting: 'Sending…',
    done: 'Your card is suspended',
    doneText: 'It works in no library and at no gate any more.',
    found: 'I have found it',
    foundText: 'You stopped it yourself, so for 30 days you can return it to use yourself, if you have it back.',
    resumed: 'Your card is active again',
    resumedText: 'It works in the libraries and at the gates already.',
    active: 'Show the card at the gate and in the library. If you lose it, report it here.',
    suspended:
      'If you found it, take it to any library and they will return it to you. If not, they will issue a new one.',
    lost: 'If you found it, take it to any library. If not, they will issue a new one.',
    gone: 'This card does not work any more. Any library will issue a new one.',
    expired:
      'The card does not work: no university has you as a current student or member of staff. If that is a mistake, ask your dean’s or personnel office.',
    refused: 'The card has changed already',
    refusedText: 'It is shown below as it is now.',
  },
});
