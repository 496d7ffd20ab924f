import type { BlockKind, BlockScope, PatronBlock, University } from '@onecampus/directory';
import { defineCatalogue, type Locale } from '@onecampus/pages';

export const blockWords = defineCatalogue({
  ru: {
    title: 'Ограничения',
    none: 'Ограничений нет.',
    loan: 'не выдавать книги',
    renew: 'не продлевать',
    hold: 'не ставить в очередь',
    entry: 'не пускать',
    eresource: 'без электронных ресурсов',
    own_loan: 'нельзя брать книги',
    own_renew: 'нельзя продлевать',
    own_hold: 'нельзя заказывать',
    own_entry: 'вход закрыт',
    own_eresource: 'нет доступа к электронным ресурсам',
    library: 'В одной библиотеке',
    university: 'Во всём университете',
    consortium: 'Во всех университетах',
    everywhere: (university: string) => `везде, установил ${university}`,
    at: (university: string, library: string) => `${university}, библиотека «${library}»`,
    until: (day: string) => `до ${day}`,
    untilLifted: 'пока не снимут',
    what: 'Что нельзя',
    where: 'Где',
    how: 'До какого времени',
    amount: 'Сумма',
    why: 'Почему',
    note: 'Только для своих',
    lift: 'Снять',
    liftReason: 'Почему снимаете',
    liftReasonHint: 'Останется в истории, читатель это увидит.',
    foreign: (university: string) => `Снимает ${university}.`,
    set: 'Поставить ограничение',
    setting: 'Ставим…',
    libraryCode: 'Код библиотеки',
    libraryCodeHint:
      'Только если ограничение в одной библиотеке: код её прохода и её терминалов, латиницей, например main.',
    amountHint: 'В рублях; оставьте пустым, если дело не в деньгах.',
    publicText: 'Что увидит читатель',
    publicTextHint: 'За что и что сделать. Это прочтут и в других библиотеках.',
    privateText: 'Заметка для своих',
    privateTextHint: 'Увидят только библиотекари вашего университета.',
    untilDay: 'До какого дня',
    untilDayHint: 'Этот день входит. Оставьте пустым, если снимете сами.',
    lifted: 'Снятые и закончившиеся',
    liftedAs: (reason: string) => `снято: ${reason}`,
    ended: 'срок вышел',
    ownTitle: 'Что сейчас нельзя',
    ownHow: (university: string) => `Снимает ${university}: обратитесь в библиотеку, которая поставила.`,
  },
  en: {
    title: 'Blocks',
    none: 'No blocks.',
    loan: 'no loans',
    renew: 'no renewals',
    hold: 'no holds',
    entry: 'no entry',
    eresource: 'no electronic resources',
    own_loan: 'you cannot borrow',
    own_renew: 'you cannot renew loans',
    own_hold: 'you cannot place holds',
    own_entry: 'you are not let in',
    own_eresource: 'no access to electronic resources',
    library: 'At one library',
    university: 'At the whole university',
    consortium: 'At every university',
    everywhere: (university) => `everywhere, set by ${university}`,
    at: (university, library) => `${university}, library “${library}”`,
    until: (day) => `until ${day}`,
    untilLifted: 'until it is lifted',
    what: 'What is forbidden',
    where: 'Where',
    how: 'Until when',
    amount: 'Amount',
    why: 'Why',
    note: 'For ourselves only',
    lift: 'Lift it',
    liftReason: 'Why it is lifted',
    liftReasonHint: 'It stays in the history, and the reader will see it.',
    foreign: (university) => `Lifted by ${university}.`,
    set: 'Set a block',
    setting: 'Setting…',
    libraryCode: 'Library code',
    libraryCodeHint:
      'Only for a block at one library: the code of its gate and its terminals, in Latin letters, such as main.',
    amountHint: 'In roubles; leave it empty if it is not about money.',
    publicText: 'What the reader will see',
    publicTextHint: 'What for, and what to do. Other libraries read it too.',
    privateText: 'Note for ourselves',
    privateTextHint: 'Seen by the librarians of your university alone.',
    untilDay: 'Last day',
    untilDayHint: 'That day is included. Leave it empty if you will lift it yourself.',
    lifted: 'Lifted and ended',
    liftedAs: (reason) => `lifted: ${reason}`,
    ended: 'its time was up',
    ownTitle: 'What you cannot do now',
    ownHow: (university) => `${university} lifts it: ask the library that set it.`,
  },
});

export function kindNames(locale: Locale, kinds: readonly BlockKind[], to: 'staff' | 'reader'): string {
  const words = blockWords(locale);
  return kinds.map((kind) => (to === 'reader' ? words[`own_${kind}`] : words[kind])).join(', ');
}

/** Where a block holds: a library, a university, or everywhere, and then who set it. */
export function placeOf(locale: Locale, block: PatronBlock, universities: readonly University[]): string {
  const words = blockWords(locale);
  const name = universities.find((one) => one.id === block.universityId)?.shortName[locale] ?? '';
  if (block.scope === 'consortium') return words.everywhere(name);
  return block.libraryId === undefined ? name : words.at(name, block.libraryId);
}

export function scopeName(locale: Locale, scope: BlockScope): string {
  return blockWords(locale)[scope];
}

/** `1 250,50 ₽`: an amount in the smallest unit, as money is written in the language. */
export function money(locale: Locale, block: Pick<PatronBlock, 'amountMinor' | 'currency'>): string | undefined {
  if (block.amountMinor === undefined || block.currency === undefined) return undefined;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: block.currency }).format(block.amountMinor / 100);
}
