import { defineCatalogue, type Locale } from '@onecampus/pages';

const catalogue = defineCatalogue({
  ru: {
    issued: 'Карта выдана и уже действует',
    issuedText: 'Сверьте номер с картой и отдайте её читателю. Если карта без номера, напишите его.',
    replaced: 'Карта заменена, новая уже действует',
    replacedText: 'Прежняя карта не работает нигде и никогда не заработает. Сверьте номер новой и отдайте её читателю.',
    suspended: 'Карта приостановлена',
    suspendedText: 'С этой секунды она не действует ни в библиотеках, ни на проходных. Найдётся — верните её здесь же.',
    reactivated: 'Карта снова действует',
    reactivatedText: 'Её можно отдать читателю.',
    stolen: 'Карта записана украденной',
    stolenText: 'Она не действует нигде и уже не вернётся. Замените её.',
    revocation_asked: 'Просьба об отзыве записана',
    revocation_askedText: 'Карту отзовут, когда согласится второй библиотекарь. До тех пор она такая, какая есть.',
    bound: 'Старый билет привязан',
    boundText: 'В вашем университете по нему находят этого читателя.',
    undone: 'Отменено',
    undoneText: 'Всё как было до вашего последнего действия.',
    blocked: 'Ограничение поставлено',
    blockedText: 'Оно уже действует там, где указано. Читатель видит его на странице «Моя карта».',
    lifted: 'Ограничение снято',
    liftedText: 'Оно больше не действует нигде.',
    damaged: 'Карта записана испорченной',
    damagedText: 'Она не действует нигде. Замените её.',
  },
  en: {
    issued: 'The card is issued and active',
    issuedText: 'Compare the number with the card and hand it over. If the card is blank, write the number on it.',
    replaced: 'The card is replaced, the new one is active',
    replacedText: 'The old card works nowhere and never will. Compare the new number with the card and hand it over.',
    suspended: 'The card is suspended',
    suspendedText: 'From this second it works in no library and at no gate. When it is found, return it on this page.',
    reactivated: 'The card is active again',
    reactivatedText: 'You can hand it to the reader.',
    stolen: 'The card is recorded as stolen',
    stolenText: 'It works nowhere and cannot be returned. Replace it.',
    revocation_asked: 'The revocation is asked for',
    revocation_askedText: 'The card is revoked when a second librarian agrees. Until then it stays as it is.',
    bound: 'The old ticket is bound',
    boundText: 'At your university it leads to this reader.',
    undone: 'Undone',
    undoneText: 'All is as it was before your last action.',
    blocked: 'The block is set',
    blockedText: 'It holds already where you said. The reader sees it on the page “My card”.',
    lifted: 'The block is lifted',
    liftedText: 'It holds nowhere any more.',
    damaged: 'The card is recorded as damaged',
    damagedText: 'It works nowhere. Replace it.',
  },
});

/** What a page says after a form has done its work; travels as `?done=` so that a reload repeats words, not deeds. */
export const doneCodes = [
  'issued',
  'replaced',
  'suspended',
  'reactivated',
  'stolen',
  'damaged',
  'blocked',
  'lifted',
  'revocation_asked',
  'undone',
  'bound',
] as const;
export type DoneCode = (typeof doneCodes)[number];

export function doneWords(locale: Locale, done: DoneCode): { title: string; text: string } {
  const words = catalogue(locale);
  return { title: words[done], text: words[`${done}Text`] };
}
