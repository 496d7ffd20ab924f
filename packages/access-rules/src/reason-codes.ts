import type { BilingualText } from './zone.ts';

/** `person` is read by whoever holds the card, perhaps not its owner, with others in the queue; `guard` by the guard. */
export interface ReasonEntry {
  /** BACnetAccessEvent (ANSI/ASHRAE 135) below 512; from 512 up our own, in the range that the standard leaves free. */
  readonly number: number;
  readonly person: BilingualText;
  readonly guard: BilingualText;
}

/** Said for numbers that are in no register, and for lost and stolen cards, so that a finder or thief learns nothing. */
const NOT_ACCEPTED: BilingualText = {
  ru: 'Карта не принята. Приложите её ещё раз; если не поможет, подойдите к охране или в библиотеку.',
  en: 'This card was not accepted. Try it once more; if that does not help, ask the guard or the library.',
};

/** Said when there is no right to enter, and when it was taken away: a ban is nobody else's business. */
const NO_WAY_IN: BilingualText = {
  ru: 'Ваша карта не открывает вход сюда. Если он вам нужен, обратитесь к ответственному за это помещение.',
  en: 'Your card does not open this place. If you need to come in, ask the person in charge of it.',
};

export const reasonCodes = {
  ok: {
    number: 1,
    person: { ru: 'Проходите, пожалуйста.', en: 'Please come in.' },
    guard: { ru: 'Проход разрешён.', en: 'Entry permitted.' },
  },
  exit_allowed: {
    number: 512,
    person: { ru: 'Выход открыт. До свидания!', en: 'The way out is open. Goodbye!' },
    guard: {
      ru: 'Выход свободен всегда, карта при нём не проверяется.',
      en: 'Leaving is always allowed; the card is not checked on the way out.',
    },
  },
  unknown: {
    number: 129,
    person: NOT_ACCEPTED,
    guard: {
      ru: 'Карты с таким номером нет. Попросите документ и оформите посетителя по правилам поста.',
      en: 'There is no card with this number. Ask for a document and follow the rules for visitors.',
    },
  },
  suspended: {
    number: 153,
    person: {
      ru: 'Карта приостановлена. Возобновить её можно в библиотеке любого из университетов: возьмите документ.',
      en: 'This card is suspended. The library of any of the universities can lift that: bring a document.',
    },
    guard: {
      ru: 'Карта приостановлена. Не пропускайте по ней, направьте человека в библиотеку.',
      en: 'The card is suspended. Do not let in with it; direct the person to the library.',
    },
  },
  lost: {
    number: 143,
    person: NOT_ACCEPTED,
    guard: {
      ru: 'Карта заявлена потерянной. Попросите оставить её на посту и передайте в библиотеку.',
      en: 'The card was reported lost. Ask for it to be left with you and pass it on to the library.',
    },
  },
  stolen: {
    number: 144,
    person: NOT_ACCEPTED,
    guard: {
      ru: 'Карта заявлена украденной. Не пропускайте, не вступайте в спор и позовите старшего смены.',
      en: 'The card was reported stolen. Do not let in, do not argue, and call the shift supervisor.',
    },
  },
  damaged: {
    number: 145,
    person: {
      ru: 'Эта карта списана как повреждённая. Новую выдаст библиотека любого из университетов.',
      en: 'This card was withdrawn as damaged. The library of any of the universities will issue a new one.',
    },
    guard: {
      ru: 'Карта списана как повреждённая. Сверьте документ и направьте за новой в библиотеку.',
      en: 'The card was withdrawn as damaged. Check a document and direct the person to the library for a new one.',
    },
  },
  replaced: {
    number: 147,
    person: {
      ru: 'Вместо этой карты выдана новая. Приложите новую; если её нет, обратитесь в библиотеку.',
      en: 'A new card was issued in place of this one. Use the new card; if you do not have it, ask the library.',
    },
    guard: {
      ru: 'Карта заменена новой, по старой прохода нет. Попросите показать новую.',
      en: 'The card was replaced, and the old one opens nothing. Ask to see the new one.',
    },
  },
  revoked: {
    number: 158,
    person: {
      ru: 'Карта отозвана. Почему и что теперь делать, объяснят в библиотеке вашего университета.',
      en: 'This card was revoked. The library of your university will explain why and what you can do.',
    },
    guard: {
      ru: 'Карта отозвана. Не пропускайте по ней, направьте человека в библиотеку.',
      en: 'The card was revoked. Do not let in with it; direct the person to the library.',
    },
  },
  closed: {
    number: 149,
    person: {
      ru: 'Карта закрыта. Если вы снова учитесь или работаете в университете, закажите новую в библиотеке.',
      en: 'This card is closed. If you study or work at a university again, order a new one at the library.',
    },
    guard: {
      ru: 'Карта закрыта насовсем. Не пропускайте по ней; новую оформляет библиотека.',
      en: 'The card is closed for good. Do not let in with it; the library issues new ones.',
    },
  },
  not_activated: {
    number: 150,
    person: {
      ru: 'Карта ещё не активирована. Зайдите в библиотеку с документом, это займёт минуту.',
      en: 'This card is not activated yet. Come to the library with a document; it takes a minute.',
    },
    guard: {
      ru: 'Карта ещё не активирована. Направьте человека в библиотеку с документом.',
      en: 'The card is not activated yet. Direct the person to the library with a document.',
    },
  },
  not_yet_valid: {
    number: 151,
    person: { ru: 'Срок действия карты ещё не начался.', en: 'This card is not valid yet.' },
    guard: {
      ru: 'Срок действия карты ещё не начался. До его начала прохода нет.',
      en: 'The card is not valid yet, and opens nothing before it is.',
    },
  },
  card_expired: {
    number: 152,
    person: {
      ru: 'Срок действия карты истёк. Продлите её в библиотеке любого из университетов.',
      en: 'This card has expired. The library of any of the universities can renew it.',
    },
    guard: {
      ru: 'Срок действия карты истёк. Направьте человека в библиотеку для продления.',
      en: 'The card has expired. Direct the person to the library to renew it.',
    },
  },
  affiliation_ended: {
    number: 513,
    person: {
      ru: 'По данным университета вы больше не учитесь и не работаете в нём. Если это ошибка, обратитесь в деканат или отдел кадров.',
      en: 'According to the university you no longer study or work there. If that is wrong, ask your dean’s office or human resources.',
    },
    guard: {
      ru: 'Действующей связи с университетами нет: учёба или работа закончилась. Оформите как посетителя.',
      en: 'No current link with any of the universities: studies or work have ended. Treat as a visitor.',
    },
  },
  affiliation_not_started: {
    number: 514,
    person: {
      ru: 'Ваша учёба или работа в университете ещё не началась, поэтому вход пока закрыт.',
      en: 'Your studies or work at the university have not begun yet, so the way in is still closed.',
    },
    guard: {
      ru: 'Учёба или работа ещё не началась. До первого дня оформите как посетителя.',
      en: 'Studies or work have not begun yet. Until the first day, treat as a visitor.',
    },
  },
  zone_unknown: {
    number: 515,
    person: {
      ru: 'Этот вход ещё не настроен. С вашей картой всё в порядке: воспользуйтесь другим входом или подойдите к охране.',
      en: 'This entrance is not set up yet. Your card is fine: use another entrance or ask the guard.',
    },
    guard: {
      ru: 'Терминал не привязан к известной зоне. Сообщите администратору доступа, проверьте человека по документу.',
      en: 'The terminal belongs to no known zone. Tell the access administrator; check the person by document.',
    },
  },
  no_rule: {
    number: 133,
    person: NO_WAY_IN,
    guard: {
      ru: 'Карта в порядке, но права на вход в эту зону у человека нет.',
      en: 'The card is in order, but the person has no right to enter this zone.',
    },
  },
  outside_schedule: {
    number: 136,
    person: { ru: 'Сейчас для вас здесь закрыто.', en: 'It is closed for you at this hour.' },
    guard: {
      ru: 'Право на вход есть, но не в это время.',
      en: 'The person has a right to enter, but not at this time.',
    },
  },
  zone_closed: {
    number: 128,
    person: {
      ru: 'Вход временно закрыт по соображениям безопасности. Следуйте указаниям охраны.',
      en: 'The entrance is closed for safety for the time being. Follow the guard’s directions.',
    },
    guard: {
      ru: 'Зона закрыта правилом безопасности. Не пропускайте; остальное решает ответственный за безопасность.',
      en: 'A safety rule closes the zone. Do not let in; anything else is up to the safety officer.',
    },
  },
  barred: {
    number: 516,
    person: NO_WAY_IN,
    guard: {
      ru: 'Человеку запрещён вход в эту зону. Не пропускайте и не обсуждайте причину при других.',
      en: 'The person is barred from this zone. Do not let in, and do not discuss the reason in front of others.',
    },
  },
  /** A library's block on coming in: kept by the card issuer, read by the gate beside its rules. */
  blocked_here: {
    number: 518,
    person: {
      ru: 'Вход сюда для вас приостановила библиотека. Что сделать, написано на странице «Моя карта» и скажет библиотекарь.',
      en: 'The library has suspended your entry here. The page “My card” and the librarian will tell you what to do.',
    },
    guard: {
      ru: 'Библиотека этого университета закрыла человеку вход. Направьте его к библиотекарю.',
      en: 'The library of this university does not let the person in. Direct them to the librarian.',
    },
  },
  blocked_consortium: {
    number: 519,
    person: {
      ru: 'Вход для вас приостановлен во всех библиотеках. Что сделать, написано на странице «Моя карта».',
      en: 'Your entry is suspended at every library. The page “My card” says what to do.',
    },
    guard: {
      ru: 'Вход человеку закрыт во всех университетах. Направьте его в библиотеку.',
      en: 'The person is let in nowhere in the consortium. Direct them to the library.',
    },
  },
  policy_denied: {
    number: 517,
    person: {
      ru: 'По правилам этого помещения вход вам сейчас закрыт. Подробности знает ответственный за помещение.',
      en: 'The rules of this place do not let you in now. The person in charge of it can tell you more.',
    },
    guard: {
      ru: 'Вход закрыт отдельным правилом этой зоны. Исключения делает только ответственный за неё.',
      en: 'A rule of this zone refuses entry. Only the person in charge of it makes exceptions.',
    },
  },
  /** Given by a gate itself: what the reader sent is no card number. */
  unreadable: {
    number: 148,
    person: {
      ru: 'Карта не прочиталась. Приложите её ещё раз, штрихкодом к считывателю.',
      en: 'The card could not be read. Try again with the barcode towards the reader.',
    },
    guard: {
      ru: 'Считыватель не получил номер карты. Проверьте, не повреждён ли штрихкод.',
      en: 'The reader did not get a card number. See whether the barcode is damaged.',
    },
  },
  /** Given by a gate itself: it can neither decide nor reach the centre. */
  undecidable: {
    number: 130,
    person: {
      ru: 'Проверка карт сейчас не работает. Подойдите к охране с картой и документом.',
      en: 'Cards can not be checked just now. Please go to the guard with your card and a document.',
    },
    guard: {
      ru: 'Нет связи с центром проверки. Сверяйте карту с документом и записывайте проход в журнал.',
      en: 'The checking centre can not be reached. Compare card and document, and write entries in the log book.',
    },
  },
} as const satisfies Record<string, ReasonEntry>;

export type ReasonCode = keyof typeof reasonCodes;

export function isReasonCode(value: unknown): value is ReasonCode {
  return typeof value === 'string' && Object.hasOwn(reasonCodes, value);
}
