import type { BlockKind, CardReason, CardStanding, PatronBlock } from '@onecampus/directory';
import { luhnCheckDigit } from '@onecampus/pass-codes';
import { asksForPin, type PinOutcome, patronAnswer } from './patron-answer.ts';
import type { SipAccount } from './sip-account.ts';

/** The PIN of every made-up reader who has one. */
export const virtual_pin = '4826';

/** Somebody made up, whom a machine under test is shown in the place of people. */
export interface VirtualReader {
  readonly number: string;
  /** What is to be seen at the machine. */
  readonly title: { readonly ru: string; readonly en: string };
  readonly reason: CardReason;
  readonly name: NonNullable<CardStanding['name']>;
  readonly blocks: readonly PatronBlock[];
  readonly pin: 'usual' | 'none_set' | 'locked';
}

type Made = Partial<Pick<VirtualReader, 'name' | 'pin'>> & {
  readonly ru: string;
  readonly en: string;
  readonly reason?: CardReason;
  readonly kinds?: readonly BlockKind[];
  readonly scope?: PatronBlock['scope'];
  readonly amountMinor?: number;
};

const named = (familyName: string, givenName: string | null, patronymic: string | null = null) => ({
  name: { familyName, givenName, patronymic },
});

const made: readonly Made[] = [
  { ru: 'карта в порядке', en: 'card in order' },
  { ru: 'карта приостановлена', en: 'card suspended', reason: 'suspended' },
  { ru: 'карта потеряна', en: 'card lost', reason: 'lost' },
  { ru: 'карта украдена', en: 'card stolen', reason: 'stolen' },
  { ru: 'карта повреждена', en: 'card damaged', reason: 'damaged' },
  { ru: 'карта заменена', en: 'card replaced', reason: 'replaced' },
  { ru: 'карта отозвана', en: 'card revoked', reason: 'revoked' },
  { ru: 'карта закрыта', en: 'card closed', reason: 'closed' },
  { ru: 'карта не выдана', en: 'card not handed out', reason: 'not_activated' },
  { ru: 'карта ещё не действует', en: 'card not valid yet', reason: 'not_yet_valid' },
  { ru: 'срок карты истёк', en: 'card expired', reason: 'card_expired' },
  { ru: 'учёба закончилась', en: 'affiliation ended', reason: 'affiliation_ended' },
  { ru: 'нет согласия родителей', en: 'guardian missing', reason: 'guardian_missing' },
  { ru: 'нельзя брать книги', en: 'loans blocked', kinds: ['loan'] },
  { ru: 'нельзя продлевать', en: 'renewals blocked', kinds: ['renew'] },
  { ru: 'нельзя заказывать', en: 'holds blocked', kinds: ['hold'] },
  { ru: 'нельзя входить', en: 'entry blocked', kinds: ['entry'] },
  { ru: 'нет электронных ресурсов', en: 'e-resources blocked', kinds: ['eresource'] },
  { ru: 'долг 150,50 ₽', en: 'owes 150.50 RUB', kinds: ['loan'], amountMinor: 15_050 },
  {
    ru: 'блокировка консорциума',
    en: 'blocked by the consortium',
    kinds: ['loan', 'renew', 'hold', 'entry', 'eresource'],
    scope: 'consortium',
  },
  { ru: 'нет PIN-кода', en: 'no PIN set', pin: 'none_set' },
  { ru: 'PIN-код заблокирован', en: 'PIN locked', pin: 'locked' },
  { ru: 'фамилия из 64 букв', en: 'a surname of 64 letters', ...named(`${'Щ'.repeat(63)}ъ`, 'Ёлка') },
  { ru: 'знак | в имени', en: 'the sign | in the name', ...named('Знак|Разделитель', 'Па\tвел\r') },
  { ru: 'латинское имя из одного слова', en: 'a Latin name of one word', ...named('Müller', null) },
];

const usualName = { familyName: 'Пробный', givenName: 'Читатель', patronymic: null };

/** Twenty-five of them. Their numbers have a right check digit and are given to nobody: only machines under test see them. */
export const virtualReaders: readonly VirtualReader[] = made.map((one, index) => ({
  number: withCheckDigit(`29000000000${String(index + 1).padStart(2, '0')}`),
  title: { ru: one.ru, en: one.en },
  reason: one.kinds ? (one.scope === 'consortium' ? 'blocked_consortium' : 'blocked_here') : (one.reason ?? 'ok'),
  name: one.name ?? usualName,
  blocks: one.kinds ? [blockOf(one, one.kinds)] : [],
  pin: one.pin ?? 'usual',
}));

function withCheckDigit(digits: string): string {
  return digits + luhnCheckDigit(digits);
}

function blockOf({ ru, en, scope = 'university', amountMinor }: Made, kinds: readonly BlockKind[]): PatronBlock {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    scope,
    universityId: '00000000-0000-0000-0000-000000000000',
    kinds,
    ...(amountMinor === undefined ? {} : { amountMinor, currency: 'RUB' }),
    publicText: `${ru} / ${en}`,
    setAt: new Date(0),
  };
}

/** What a machine under test is told: by the same rules as of people, without one of them. `stopped` cards it blocked itself. */
export function checkVirtualReader(
  account: SipAccount,
  question: { readonly patron: string; readonly pin: string | undefined },
  stopped: ReadonlySet<string>,
) {
  const reader = virtualReaders.find((one) => one.number === question.patron);
  const standing: CardStanding = {
    card: undefined,
    personId: undefined,
    name: reader?.name,
    reason: reader ? (stopped.has(reader.number) ? 'suspended' : reader.reason) : 'unknown',
    class: reader && 'student',
    classUniversityId: reader && account.universityId,
    validUntil: null,
    blocks: reader?.blocks ?? [],
  };
  return { standing, answer: patronAnswer(account, standing, pinOf(account, reader, standing.reason, question.pin)) };
}

function pinOf(
  account: SipAccount,
  reader: VirtualReader | undefined,
  reason: CardReason,
  pin: string | undefined,
): PinOutcome {
  if (account.pin === 'none') return 'not_asked';
  if (!reader || pin === undefined || pin === '' || !asksForPin(account, reason)) return 'absent';
  if (reader.pin !== 'usual') return reader.pin;
  return pin === virtual_pin ? 'right' : 'wrong';
}
