import { defineCatalogue, type Locale } from '@onecampus/pages';
import { type CardNumberFault, cardNumberFaultTexts } from '@onecampus/pass-codes';
import { stateRefusals } from '../../rules/state-refusal.ts';

/** What happened, and what to do about it. */
export interface RefusalWords {
  readonly title: string;
  readonly text: string;
}

const catalogue = defineCatalogue({
  ru: {
    numberTitle: 'Номер карты не прочитан',
    alreadyLive: 'У читателя уже есть карта',
    alreadyLiveText:
      'Её выдали раньше — возможно, только что за соседним столом. Номер показан ниже. Если карта потеряна, приостановите её или замените.',
    numberTaken: 'Этот номер уже выдавался',
    numberTakenText:
      'Номер карты никогда не выдают второй раз, даже если прежняя карта закрыта. Возьмите другую карту из пачки, а эту отложите.',
    notEntitled: 'Карту сейчас не выдать',
    notEntitledText:
      'Ни в одном университете у этого человека сейчас нет действующей учёбы или работы. Пусть обратится в деканат или отдел кадров: когда запись появится, карту можно будет выдать сразу.',
    stateRefused: 'Так изменить карту нельзя',
    stateRefusedText:
      'Карта уже в другом состоянии — оно показано ниже. Выберите действие из тех, что есть на странице.',
    changedMeanwhile: 'Карту только что изменил кто-то другой',
    changedMeanwhileText:
      'Ваше действие не выполнено. Ниже показано, какая карта сейчас; повторите действие, если оно ещё нужно.',
    ownRecord: 'Свою карту изменить нельзя',
    ownRecordText: 'Выдать, вернуть или заменить вашу карту может только коллега.',
    only_by_librarian: 'Это делает только коллега: своей картой так не распоряжаются.',
    found_too_late: 'Прошло больше 30 дней с потери. Такую карту уже не вернуть — выдайте новую.',
    suspended_by_another: 'Карту приостановил библиотекарь, вернуть её может тоже только он или его коллега.',
    suspended_too_long: 'Прошло больше 30 дней: вернуть карту может только библиотекарь.',
    two_librarians: 'Отозвать карту могут только двое: один просит, другой соглашается. Владелец карты не в счёт.',
    revocationTitle: 'Просьба об отзыве не записана',
    revocationReason: 'Напишите, почему: второй библиотекарь решает по этим словам.',
    revocationAsked: 'Об этом уже попросили, просьба ждёт второго библиотекаря.',
    endUnfit: 'Карта не выдана',
    endUnfitText: 'Временная карта кончается не позже чем через 31 день, карта гостя — не позже чем через год.',
    oldTitle: 'Старый билет не привязан',
    oldTaken: 'Этот штрихкод уже стоит на чьей-то карте в вашем университете.',
    oldUnfit: 'В штрихкоде от 3 до 32 знаков: латинские буквы, цифры, точка, дефис и косая черта.',
    undoLate: 'Отменить уже нельзя',
    undoLateText: 'Прошло больше десяти секунд, или карту изменил кто-то другой. Выберите действие и причину ниже.',
    blockUnfit: 'Ограничение не поставлено',
    blockIncomplete: 'Отметьте, что нельзя, и напишите, за что и что сделать: читатель это прочтёт.',
    blockAmount: 'Сумма пишется цифрами, в рублях: 1250 или 1250,50.',
    blockLibrary: 'Для ограничения в одной библиотеке нужен её код латиницей, например main.',
    blockUntil: 'Последний день ещё не должен пройти.',
    blockReasonTitle: 'Ограничение не снято',
    blockReason: 'Напишите, почему снимаете: это останется в истории.',
    blockUnknown: 'Этого ограничения нет',
    blockUnknownText: 'Его уже сняли, или снимает его другой университет — тот, что поставил.',
    cardUnknown: 'Такой карты нет',
    cardUnknownText: 'Откройте запись читателя заново и повторите действие.',
  },
  en: {
    numberTitle: 'The card number could not be read',
    alreadyLive: 'The reader has a card already',
    alreadyLiveText:
      'It was issued before, perhaps a moment ago at the next desk. Its number is shown below. If it is lost, suspend or replace it.',
    numberTaken: 'This number was given out before',
    numberTakenText:
      'A card number is never given twice, even when the earlier card is closed. Take another card from the stock and put this one aside.',
    notEntitled: 'A card cannot be issued now',
    notEntitledText:
      'No university has this person as a current student or member of staff. Send them to their dean’s or personnel office: once the record is there, a card can be issued at once.',
    stateRefused: 'The card cannot be changed that way',
    stateRefusedText: 'It is in another state already, shown below. Choose one of the actions on this page.',
    changedMeanwhile: 'Somebody else has just changed this card',
    changedMeanwhileText:
      'Your action was not carried out. The card is shown below as it is now; repeat the action if it is still needed.',
    ownRecord: 'You cannot change your own card',
    ownRecordText: 'Only a colleague can issue, return or replace your card.',
    only_by_librarian: 'Only a colleague does this: nobody does it with a card of his own.',
    found_too_late: 'It was lost more than 30 days ago. Such a card is not returned to use: issue a new one.',
    suspended_by_another: 'A librarian suspended this card, and only a librarian resumes it.',
    suspended_too_long: 'More than 30 days have passed: only a librarian resumes the card.',
    two_librarians: 'A card is revoked by two: one asks and another agrees. Its holder does not count.',
    revocationTitle: 'The revocation was not asked for',
    revocationReason: 'Write why: the second librarian decides by these words.',
    revocationAsked: 'It was asked for already and waits for a second librarian.',
    endUnfit: 'The card was not issued',
    endUnfitText: 'A temporary card ends within 31 days, a visitor’s within a year.',
    oldTitle: 'The old ticket was not bound',
    oldTaken: 'This barcode is on somebody’s card at your university already.',
    oldUnfit: 'A barcode has 3 to 32 characters: Latin letters, digits, dots, hyphens and slashes.',
    undoLate: 'It cannot be undone any more',
    undoLateText:
      'More than ten seconds have passed, or somebody else changed the card. Choose an action and its reason below.',
    blockUnfit: 'The block was not set',
    blockIncomplete: 'Tick what is forbidden and write what for and what to do: the reader will read it.',
    blockAmount: 'The amount is written in figures, in roubles: 1250 or 1250.50.',
    blockLibrary: 'A block at one library needs its code in Latin letters, such as main.',
    blockUntil: 'The last day must not have passed.',
    blockReasonTitle: 'The block was not lifted',
    blockReason: 'Write why you lift it: it stays in the history.',
    blockUnknown: 'There is no such block',
    blockUnknownText: 'It was lifted already, or another university lifts it: the one that set it.',
    cardUnknown: 'There is no such card',
    cardUnknownText: 'Open the reader again and repeat the action.',
  },
});

const byCode = {
  'card.already_live': ['alreadyLive', 'alreadyLiveText'],
  'card.number_taken': ['numberTaken', 'numberTakenText'],
  'card.not_entitled': ['notEntitled', 'notEntitledText'],
  'card.state_change_refused': ['stateRefused', 'stateRefusedText'],
  'card.changed_meanwhile': ['changedMeanwhile', 'changedMeanwhileText'],
  'card.unknown': ['cardUnknown', 'cardUnknownText'],
  'person.own_record': ['ownRecord', 'ownRecordText'],
  'card.revocation_reason': ['revocationTitle', 'revocationReason'],
  'card.revocation_asked': ['revocationTitle', 'revocationAsked'],
  'card.end_unfit': ['endUnfit', 'endUnfitText'],
  'card.old_barcode_taken': ['oldTitle', 'oldTaken'],
  'card.old_barcode_unfit': ['oldTitle', 'oldUnfit'],
  'card.undo_late': ['undoLate', 'undoLateText'],
  'block.incomplete': ['blockUnfit', 'blockIncomplete'],
  'block.amount': ['blockUnfit', 'blockAmount'],
  'block.library': ['blockUnfit', 'blockLibrary'],
  'block.until': ['blockUnfit', 'blockUntil'],
  'block.reason': ['blockReasonTitle', 'blockReason'],
  'block.unknown': ['blockUnknown', 'blockUnknownText'],
} as const;

const guarded = stateRefusals.filter((why) => why !== 'not_a_move');

export type RefusalCode = keyof typeof byCode | `number.${CardNumberFault}` | `why.${(typeof guarded)[number]}`;

/** Every refusal that a page of the desk may be asked to explain. */
export const refusalCodes = [
  ...Object.keys(byCode),
  ...Object.keys(cardNumberFaultTexts).map((fault) => `number.${fault}`),
  ...guarded.map((why) => `why.${why}`),
] as [RefusalCode, ...RefusalCode[]];

export function refusalWords(locale: Locale, code: RefusalCode): RefusalWords {
  const words = catalogue(locale);
  if (code.startsWith('number.')) {
    const fault = code.slice('number.'.length) as CardNumberFault;
    return { title: words.numberTitle, text: cardNumberFaultTexts[fault][locale] };
  }
  if (code.startsWith('why.')) {
    return { title: words.stateRefused, text: words[code.slice('why.'.length) as (typeof guarded)[number]] };
  }
  const [title, text] = byCode[code as keyof typeof byCode];
  return { title: words[title], text: words[text] };
}
