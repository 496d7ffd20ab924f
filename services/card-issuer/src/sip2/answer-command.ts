import { listUniversities, reasonText } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import { type CommandCode, type Message, type MessageOf, writeTimestamp } from '@onecampus/sip2';
import { shownPatron } from '../rules/shown-patron.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { checkVirtualReader } from '../rules/virtual-readers.ts';
import type { SipDesk } from '../sip-desk.ts';
import { blockAtTerminal } from '../use-cases/block-at-terminal.ts';
import { type CheckedPatron, checkPatron } from '../use-cases/check-patron.ts';
import {
  type Asked,
  patronEnableResponse,
  patronInformationResponse,
  patronStatusResponse,
} from './patron-messages.ts';
import { refusal } from './refusals.ts';
import { type ScreenLanguage, type ScreenWord, screenLanguage, screenWord } from './screen-words.ts';

/** What a machine may ask; to repeat oneself is no question. */
export type CommandMessage = MessageOf<Exclude<CommandCode, '97'>>;

/** Who asks, and with what it is answered. */
export interface Asker {
  readonly desk: SipDesk;
  readonly account: SipAccount;
  readonly address: string;
  /** Made-up cards that this connection has blocked. */
  readonly stopped: Set<string>;
}

/** The answer to a machine that is logged in. */
export async function answerCommand(asker: Asker, message: CommandMessage): Promise<Message> {
  const { account, desk } = asker;
  const asked = askedOf(account, message, desk.clock.now());
  switch (message.code) {
    case '23':
      return patronStatusResponse(account, asked, await look(asker, message, asked));
    case '63': {
      const patron = await look(asker, message, asked);
      return patronInformationResponse(account, asked, patron, await homeOf(asker, patron));
    }
    case '35':
      return {
        code: '36',
        fixed: { endSession: 'Y', transactionDate: writeTimestamp(asked.now, account.timeZone) },
        fields: [
          ['AO', asked.institution],
          ['AA', asked.patron],
        ],
      };
    case '01':
      return blocked(asker, message, asked);
    case '25':
      if (!account.certification) return refuseCommand(account, message, 'notToBlock', asked.now);
      asker.stopped.delete(asked.patron);
      return patronEnableResponse(account, asked, await look(asker, message, asked));
    default:
      return refuseCommand(account, message, 'noItems', asked.now);
  }
}

/** What was scanned goes into a statement as a value; that it is one line of a sane length is asked first all the same. */
const scannable = /^\P{Cc}{1,64}$/u;

function look(asker: Asker, message: CommandMessage, asked: Asked): CheckedPatron | Promise<CheckedPatron> {
  const { account, address } = asker;
  const patron = scannable.test(asked.patron) ? asked.patron : '';
  const pin = fieldOf(message, 'AD');
  if (account.certification) return checkVirtualReader(account, { patron, pin }, asker.stopped);
  return checkPatron(asker.desk, { account, address, patron, pin });
}

async function homeOf({ desk, account }: Asker, patron: CheckedPatron): Promise<string | undefined> {
  const { homeUniversityId } = shownPatron(account, patron);
  if (homeUniversityId === undefined) return undefined;
  return (await listUniversities(desk.db)).find((one) => one.id === homeUniversityId)?.slug;
}

async function blocked(asker: Asker, message: MessageOf<'01'>, asked: Asked): Promise<Message> {
  const { account, desk } = asker;
  const { patron } = asked;
  if (account.certification) asker.stopped.add(patron);
  else if (!account.mayBlock) return refuseCommand(account, message, 'notToBlock', asked.now);
  else if (scannable.test(patron))
    await suspend(desk, { account, patron, retained: message.fixed.cardRetained === 'Y' });
  return patronStatusResponse(account, asked, await look(asker, message, asked));
}

async function suspend(desk: SipDesk, order: Parameters<typeof blockAtTerminal>[1]): Promise<void> {
  try {
    await blockAtTerminal(desk, order);
  } catch (error) {
    // Somebody else has just changed the card: what it has become is in the answer.
    if (!isDomainError(error) || !error.code.startsWith('card.')) throw error;
  }
}

/** "No", in the form of the answer that the command has. */
export function refuseCommand(
  account: SipAccount | undefined,
  message: CommandMessage,
  why: ScreenWord | 'terminal',
  now: Date,
): Message {
  if (message.code === '99') throw new TypeError('a status is never refused');
  const { institution, patron, language } = askedOf(account, message, now);
  const line = why === 'terminal' ? reasonText('terminal_not_allowed', 'reader', language) : screenWord(why, language);
  return refusal(message.code, { institution, patron, language, now, timeZone: account?.timeZone ?? 'UTC', line });
}

/** Many a machine has another institution in its settings than we have: it is answered with its own. */
function askedOf(account: SipAccount | undefined, message: CommandMessage, now: Date): Asked {
  const asked = 'language' in message.fixed ? message.fixed.language : '';
  const language: ScreenLanguage = screenLanguage(asked, account?.language ?? 'ru');
  return {
    institution: fieldOf(message, 'AO') || (account?.institution ?? ''),
    patron: (fieldOf(message, 'AA') ?? '').trim(),
    language,
    now,
  };
}

function fieldOf(message: CommandMessage, id: 'AO' | 'AA' | 'AD'): string | undefined {
  return (message.fields as readonly (readonly [string, string])[]).find(([name]) => name === id)?.[1];
}
