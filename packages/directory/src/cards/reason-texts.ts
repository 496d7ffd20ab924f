import type { CardReason } from './card-reason.ts';

/** The two languages that everything here is said in. */
export interface ReasonText {
  readonly ru: string;
  readonly en: string;
}

/** `reader` is what its holder reads, `staff` what a librarian or a machine's screen shows. */
interface ReasonEntry {
  readonly reader: ReasonText;
  readonly staff: ReasonText;
}

/** Who finds a card learns nothing from it, and who made a number up no more. */
const notAccepted: ReasonText = {
  ru: 'Карта не принята. Попробуйте ещё раз; если не поможет, подойдите к библиотекарю.',
  en: 'The card was not accepted. Try again; if that does not help, ask a librarian.',
};

/** `{where}` is the library or university that decides; it stands only where it matters who it is. */
const texts: Readonly<Record<CardReason, ReasonEntry>> = {
  ok: {
    reader: { ru: 'Карта действует.', en: 'The card is in order.' },
    staff: { ru: 'Карта в порядке.', en: 'The card is in order.' },
  },
  unknown: {
    reader: notAccepted,
    staff: { ru: 'Такой карты нет. Попросите документ.', en: 'No such card. Ask for a document.' },
  },
  bad_check_digit: {
    reader: {
      ru: 'Номер прочитан с ошибкой. Отсканируйте карту ещё раз или введите номер заново.',
      en: 'The number was misread. Scan the card again or type the number anew.',
    },
    staff: { ru: 'Контрольная цифра не сходится: сканируйте снова.', en: 'The check digit is wrong: scan again.' },
  },
  not_activated: {
    reader: {
      ru: 'Карта ещё не выдана вам. Получите её с документом в библиотеке: {where}.',
      en: 'The card is not yours yet. Collect it with a document at the library: {where}.',
    },
    staff: { ru: 'Карта не выдана. Выдаёт {where}.', en: 'Not handed out yet. Collected at {where}.' },
  },
  suspended: {
    reader: {
      ru: 'Карта приостановлена. Если нашлась, её вернёт любая библиотека; если нет, там выдадут новую.',
      en: 'The card is suspended. If you have it, any library will return it to use; if not, they will issue a new one.',
    },
    staff: {
      ru: 'Карта приостановлена. Верните её или замените за столом выдачи.',
      en: 'Suspended. Return it to use or replace it at the desk.',
    },
  },
  lost: {
    reader: {
      ru: 'Карта записана потерянной. Нашлась — принесите её в любую библиотеку в течение 30 дней; нет — замените там же.',
      en: 'The card is recorded as lost. If found, take it to any library within 30 days; if not, have it replaced there.',
    },
    staff: { ru: 'Потеряна. Оставьте карту у себя, замените.', en: 'Lost. Keep the card, issue a new one.' },
  },
  stolen: {
    reader: {
      ru: 'Карта записана украденной и больше не заработает. Новую выдаст любая библиотека, возьмите документ.',
      en: 'The card is recorded as stolen and will not work again. Any library will issue a new one: bring a document.',
    },
    staff: {
      ru: 'Украдена. Оставьте карту у себя, позовите старшего.',
      en: 'Stolen. Keep the card, call the supervisor.',
    },
  },
  damaged: {
    reader: {
      ru: 'Карта записана испорченной. Новую выдаст любая библиотека.',
      en: 'The card is recorded as damaged. Any library will issue a new one.',
    },
    staff: { ru: 'Испорчена. Замените за столом выдачи.', en: 'Damaged. Replace it at the desk.' },
  },
  replaced: {
    reader: {
      ru: 'Вместо этой карты выдана новая. Пользуйтесь новой.',
      en: 'A new card was issued in place of this one. Use the new one.',
    },
    staff: { ru: 'Заменена новой. Попросите новую карту.', en: 'Replaced. Ask for the new card.' },
  },
  revoked: {
    reader: {
      ru: 'Карта отозвана решением двух библиотекарей. Почему и что делать, скажет библиотека: {where}.',
      en: 'The card was revoked by two librarians. Why, and what to do, the library will tell you: {where}.',
    },
    staff: { ru: 'Отозвана. Решала библиотека: {where}.', en: 'Revoked. Decided at {where}.' },
  },
  closed: {
    reader: {
      ru: 'Карта закрыта насовсем. Если вы снова учитесь или работаете, новую выдаст любая библиотека.',
      en: 'The card is closed for good. If you study or work again, any library will issue a new one.',
    },
    staff: { ru: 'Закрыта насовсем. Нужна новая карта.', en: 'Closed for good. A new card is needed.' },
  },
  not_yet_valid: {
    reader: { ru: 'Срок действия карты ещё не начался.', en: 'The card is not valid yet.' },
    staff: { ru: 'Срок ещё не начался.', en: 'Not valid yet.' },
  },
  card_expired: {
    reader: {
      ru: 'Срок карты истёк. Новую или продление даст библиотека: {where}.',
      en: 'The card has expired. The library will renew it or issue a new one: {where}.',
    },
    staff: { ru: 'Срок карты истёк. Продлевает {where}.', en: 'The card has expired. Renewed at {where}.' },
  },
  affiliation_ended: {
    reader: {
      ru: 'Ни один университет не числит вас сейчас у себя. Если это ошибка, её исправят в деканате или отделе кадров; сдать книги можно как прежде.',
      en: 'No university counts you among its people now. If that is wrong, ask your dean’s or personnel office; books can be returned as before.',
    },
    staff: {
      ru: 'Сейчас нигде не числится. Книги принять, новых не выдавать.',
      en: 'Belongs nowhere now. Take books back, lend none.',
    },
  },
  blocked_here: {
    reader: {
      ru: 'Здесь действует ограничение. Что именно и как снять, скажет библиотека: {where}.',
      en: 'A restriction holds here. What it is and how to lift it, the library will tell you: {where}.',
    },
    staff: { ru: 'Ограничение. Установила библиотека: {where}.', en: 'A block. Set by {where}.' },
  },
  blocked_consortium: {
    reader: {
      ru: 'Ограничение действует во всех библиотеках. Снять его может та, что установила: {where}.',
      en: 'A restriction holds in every library. The one that set it can lift it: {where}.',
    },
    staff: { ru: 'Ограничение везде. Установила библиотека: {where}.', en: 'A block everywhere. Set by {where}.' },
  },
  guardian_missing: {
    reader: {
      ru: 'Нужно согласие родителя. Принесите его в библиотеку: {where}.',
      en: 'A parent’s consent is needed. Bring it to the library: {where}.',
    },
    staff: { ru: 'Нет согласия родителя. Принимает {where}.', en: 'No parent’s consent. Taken at {where}.' },
  },
  pin_required: {
    reader: { ru: 'Введите PIN карты.', en: 'Enter the card’s PIN.' },
    staff: { ru: 'Нужен PIN.', en: 'PIN needed.' },
  },
  pin_wrong: {
    reader: {
      ru: 'PIN не подошёл. Новый можно задать на странице «Моя карта» или в библиотеке.',
      en: 'The PIN is wrong. Set a new one on the page “My card” or at a library.',
    },
    staff: { ru: 'PIN не подошёл.', en: 'Wrong PIN.' },
  },
  pin_locked: {
    reader: {
      ru: 'Слишком много неверных PIN. Подождите или задайте новый на странице «Моя карта».',
      en: 'Too many wrong PINs. Wait, or set a new one on the page “My card”.',
    },
    staff: { ru: 'PIN заперт после ошибок. Можно задать новый.', en: 'PIN locked after errors. A new one can be set.' },
  },
  code_stale: {
    reader: { ru: 'Код устарел. Покажите новый с экрана телефона.', en: 'The code is out of date. Show a fresh one.' },
    staff: { ru: 'Код устарел. Попросите обновить.', en: 'Stale code. Ask for a fresh one.' },
  },
  code_replayed: {
    reader: {
      ru: 'Этот код уже предъявлен. Покажите следующий.',
      en: 'This code was shown already. Show the next one.',
    },
    staff: { ru: 'Код уже предъявляли. Сверьте человека.', en: 'The code was shown before. Check the person.' },
  },
  device_unknown: {
    reader: {
      ru: 'Этот телефон больше не показывает вашу карту. Привяжите его на странице «Моя карта».',
      en: 'This phone does not carry your card any more. Add it on the page “My card”.',
    },
    staff: { ru: 'Телефон не привязан к карте.', en: 'The phone carries no card.' },
  },
  terminal_not_allowed: {
    reader: {
      ru: 'Этот аппарат не обслуживает такие карты. Подойдите к библиотекарю.',
      en: 'This machine does not serve such cards. Ask a librarian.',
    },
    staff: { ru: 'Аппарату это не разрешено.', en: 'The machine is not allowed this.' },
  },
  policy_denied: {
    reader: {
      ru: 'По правилам библиотеки это вам сейчас недоступно. Подробности: {where}.',
      en: 'The library’s rules do not allow this now. Ask there: {where}.',
    },
    staff: { ru: 'Не положено по правилам: {where}.', en: 'Not allowed by the rules of {where}.' },
  },
};

/** What SIP2 allows a field to hold, and a small screen to show. */
const staff_bytes_max = 255;

/** The words of a reason for one of its two readers. `where` names the library or university that decides. */
export function reasonText(
  reason: CardReason,
  to: 'reader' | 'staff',
  locale: 'ru' | 'en',
  where?: { readonly ru: string; readonly en: string },
): string {
  const named = texts[reason][to][locale].replace('{where}', where?.[locale] ?? anyLibrary[locale]);
  return to === 'staff' ? withinBytes(named, staff_bytes_max) : named;
}

const anyLibrary: ReasonText = { ru: 'любая библиотека', en: 'any library' };

/** Cut between code points, so that no letter is left in halves. */
function withinBytes(text: string, bytes_max: number): string {
  if (Buffer.byteLength(text) <= bytes_max) return text;
  let kept = '';
  let bytes = Buffer.byteLength('…');
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > bytes_max) break;
    kept += letter;
  }
  return `${kept}…`;
}
