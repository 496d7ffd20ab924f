import {
  type BlockKind,
  type CardReason,
  type CardStanding,
  type PatronBlock,
  reasonOfBlocks,
} from '@onecampus/directory';
import type { PatronStatusFlag } from '@onecampus/sip2';
import type { SipAccount } from './sip-account.ts';

/** What came of the PIN. `absent` also for an empty one: nothing was tried, so nothing is counted. */
export type PinOutcome = 'not_asked' | 'absent' | 'none_set' | 'right' | 'wrong' | 'locked';

/** What one machine is told about whoever showed a card; 24 and 64 are both made of this, so that they cannot differ. */
export interface PatronAnswer {
  readonly flags: ReadonlySet<PatronStatusFlag>;
  /** `BL`. */
  readonly validPatron: boolean;
  /** `CQ`. Never `true` where nobody checked, unless the machine is one that asks for no PIN. */
  readonly validPin: boolean;
  readonly reason: CardReason;
  /** Whether anything of the person may be said besides the above. */
  readonly known: boolean;
  /** Those that this machine has to do with. */
  readonly blocks: readonly PatronBlock[];
  readonly fees: { readonly amountMinor: number; readonly currency: string } | undefined;
}

const denied: readonly PatronStatusFlag[] = ['charge_denied', 'renewal_denied', 'recall_denied', 'hold_denied'];
const nobody: ReadonlySet<CardReason> = new Set(['unknown', 'bad_check_digit']);
/** A machine that swallows cards swallows these, and no others: the fifth flag is said of nothing else. */
const toBeKept: ReadonlySet<CardReason> = new Set(['lost', 'stolen', 'damaged', 'replaced']);
/** Cards that are none any more, or not yet, for no machine. */
const noCard: ReadonlySet<CardReason> = new Set(['revoked', 'closed', 'not_activated']);
const ofBlocks: ReadonlySet<CardReason> = new Set(['ok', 'blocked_here', 'blocked_consortium']);

/** Whether the card is in the hands of whom it was given to, as far as anybody knows: only then is he told anything. */
function isCarried(reason: CardReason): boolean {
  return !nobody.has(reason) && !toBeKept.has(reason) && !noCard.has(reason);
}

/** Whether a PIN is compared. With a lost card in the hand comparing would only be a way of trying PINs. */
export function asksForPin(account: Pick<SipAccount, 'pin'>, reason: CardReason): boolean {
  return account.pin === 'required' && isCarried(reason);
}

export function patronAnswer(account: SipAccount, standing: CardStanding, pin: PinOutcome): PatronAnswer {
  const ofCard = standing.reason;
  const validPin = pin === 'right' || (pin === 'not_asked' && !nobody.has(ofCard));
  const known = validPin && isCarried(ofCard);
  const blocks = ofBlocks.has(ofCard) ? standing.blocks.filter((block) => concerns(account, block)) : [];
  const inOrder = ofBlocks.has(ofCard) ? reasonOfBlocks(blocks) : ofCard;
  return {
    flags: flagsOf(account, ofCard, blocks),
    validPatron: isValidPatron(account, ofCard),
    validPin,
    reason: isCarried(ofCard) && !validPin ? reasonOfPin(pin) : inOrder,
    known,
    blocks,
    fees: known ? feesOf(blocks) : undefined,
  };
}

/** What each kind of machine has to hear of: a door lets in whoever owes a book (as Axiell's open libraries do). */
const concern: Readonly<Record<SipAccount['purpose'], readonly BlockKind[]>> = {
  loan: ['loan', 'renew', 'hold'],
  entry: ['entry'],
  eresource: ['eresource'],
};

function concerns(account: SipAccount, block: PatronBlock): boolean {
  return block.kinds.some((kind) => concern[account.purpose].includes(kind));
}

const flagsOfKind: Readonly<Record<BlockKind, readonly PatronStatusFlag[]>> = {
  loan: ['charge_denied'],
  renew: ['renewal_denied'],
  hold: ['recall_denied', 'hold_denied'],
  // A door and a vendor know one question only.
  entry: denied,
  eresource: denied,
};

function flagsOf(account: SipAccount, reason: CardReason, blocks: readonly PatronBlock[]): Set<PatronStatusFlag> {
  if (!ofBlocks.has(reason)) return new Set(toBeKept.has(reason) ? [...denied, 'card_reported_lost'] : denied);
  const flags = new Set<PatronStatusFlag>();
  for (const { kinds, amountMinor = 0 } of blocks) {
    const heard = kinds.filter((kind) => concern[account.purpose].includes(kind));
    for (const flag of heard.flatMap((kind) => flagsOfKind[kind])) flags.add(flag);
    if (amountMinor > 0 && heard.includes('loan')) flags.add('excessive_fees');
  }
  return flags;
}

function isValidPatron(account: SipAccount, reason: CardReason): boolean {
  if (nobody.has(reason) || noCard.has(reason)) return false;
  return ofBlocks.has(reason) || toBeKept.has(reason) || !account.expiredIsInvalid;
}

function reasonOfPin(pin: PinOutcome): CardReason {
  if (pin === 'locked') return 'pin_locked';
  return pin === 'wrong' ? 'pin_wrong' : 'pin_required';
}

/** Of one currency: a sum of two would be no amount. */
function feesOf(blocks: readonly PatronBlock[]): PatronAnswer['fees'] {
  const currency = blocks.find((block) => block.amountMinor !== undefined)?.currency;
  if (currency === undefined) return undefined;
  const amounts = blocks.filter((block) => block.currency === currency).map((block) => block.amountMinor ?? 0);
  return { amountMinor: amounts.reduce((sum, amount) => sum + amount, 0), currency };
}

/** `1234` → `12.34`: two decimals, a point, and no thousands. */
export function amountText(amountMinor: number): string {
  return `${Math.trunc(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
}

/** `Last, First Patronymic`: clients take it apart at the last comma. */
export function nameOnScreen(name: NonNullable<CardStanding['name']>): string {
  const given = [name.givenName, name.patronymic].filter((part) => part).join(' ');
  const family = name.familyName.replaceAll(',', ' ');
  return given ? `${family}, ${given.replaceAll(',', ' ')}` : family;
}
