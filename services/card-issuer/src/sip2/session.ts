import type { RateLimiter } from '@onecampus/ephemeral';
import type { Logger } from '@onecampus/runtime';
import {
  type CommandCode,
  commandCodes,
  type Framed,
  type Message,
  type MessageOf,
  type ReadMessage,
  readMessage,
  type Wire,
  type WireEnd,
  writeMessage,
} from '@onecampus/sip2';
import type { SipAccount } from '../rules/sip-account.ts';
import type { SipDesk } from '../sip-desk.ts';
import { findAccountOfAddress } from '../use-cases/find-terminal-account.ts';
import { logInTerminal } from '../use-cases/log-in-terminal.ts';
import type { AccountsInUse } from './accounts-in-use.ts';
import { acsStatus } from './acs-status.ts';
import { answerCommand, type CommandMessage, refuseCommand } from './answer-command.ts';
import type { ScreenWord } from './screen-words.ts';
import { withDeadline } from './with-deadline.ts';

/** Everything that connections work with. */
export interface SipDoorway {
  readonly desk: SipDesk;
  readonly accounts: AccountsInUse;
  readonly logIns: RateLimiter;
  readonly log: Logger;
  /** Throws where the database does not answer. */
  readonly ready: () => Promise<void>;
  readonly count: (command: string, outcome: SessionOutcome) => void;
}

export type SessionOutcome = 'answered' | 'refused' | 'resent' | 'unreadable' | 'failed';

export interface Reply {
  readonly bytes: Buffer;
  /** The connection has served its purpose, or its patience. */
  readonly close: boolean;
}

export interface Session {
  /** One message in, one out; never throws and never says nothing. Called for one message at a time. */
  answer(framed: Framed): Promise<Reply>;
  /** After how long a silence the connection may be closed. */
  idle_ms(): number;
  /** Nobody has logged in on this connection, and its address stands for no account. */
  isStranger(): boolean;
  close(): void;
}

/** A machine waits half a second at most, whatever has become of the database (clients give up after three seconds). */
const deadline_ms = 400;
/** A repeated message is the same one as long as its sender may still wait for the answer. */
const resend_ms = 30_000;
const unreadable_max = 20;
const stranger_idle_ms = 60_000;
const stranger_messages_max = 120;
const usualWire: Wire = { charset: 'utf-8', delimiter: '|', terminator: 'cr' };
const askToRepeat: Message = { code: '96', fixed: {}, fields: [] };

/** The conversation with one machine, without its socket. */
export function openSession(
  door: SipDoorway,
  peer: { readonly address: string; readonly certificate: string | undefined },
): Session {
  const { desk, accounts } = door;
  let account: SipAccount | undefined;
  let release: (() => void) | undefined;
  let looked = false;
  let last:
    | { readonly request: Buffer; readonly response: Message; readonly bytes: Buffer; readonly at: number }
    | undefined;
  let unreadable = 0;
  let asStranger = 0;
  /** Made-up cards that this machine has blocked while it is tested. */
  const stopped = new Set<string>();

  const leave = () => {
    release?.();
    release = undefined;
    account = undefined;
    last = undefined;
  };
  const enter = (found: SipAccount | undefined): boolean => {
    leave();
    const taken = found && accounts.connect(found);
    if (!found || !taken) return false;
    account = found;
    release = taken;
    return true;
  };

  const logIn = async (message: MessageOf<'93'>): Promise<Message> => {
    leave();
    // A failed log-in leaves nobody behind, and not the address's own account either.
    looked = true;
    const field = (id: 'CN' | 'CO') => message.fields.find(([name]) => name === id)?.[1] ?? '';
    const plain = message.fixed.uidAlgorithm === '0' && message.fixed.passwordAlgorithm === '0';
    await door.logIns.count(peer.address);
    const attempt = { login: field('CN'), secret: field('CO'), ...peer };
    const found = plain && /^[a-z0-9._-]{2,32}$/.test(attempt.login) ? await logInTerminal(desk, attempt) : undefined;
    const ok = enter(found);
    if (ok) await door.logIns.forgive(peer.address);
    else door.log.info({ address: peer.address }, 'SIP2 log-in refused');
    return { code: '94', fixed: { ok: ok ? '1' : '0' }, fields: [] };
  };

  const status = async (): Promise<Message> => {
    const online = await withDeadline(door.ready(), deadline_ms / 2).then(
      () => true,
      () => false,
    );
    return acsStatus(account, online, desk.clock.now());
  };

  /** Who asks, as it is allowed now; a client that knows no log-in is known by its address. */
  const refreshAccount = async () => {
    if (account) {
      const now = await accounts.current(account, peer.address);
      if (now) account = now;
      else leave();
    } else if (!looked) {
      enter(await findAccountOfAddress(desk, peer.address));
      looked = true;
    }
  };

  const work = async (message: CommandMessage): Promise<{ response: Message; outcome: SessionOutcome }> => {
    if (message.code === '93') {
      const response = await logIn(message);
      return { response, outcome: account ? 'answered' : 'refused' };
    }
    await refreshAccount();
    if (message.code === '99') return { response: await status(), outcome: 'answered' };
    if (!account) return { response: refuse(message, 'terminal'), outcome: 'refused' };
    if (!accounts.mayAsk(account)) return { response: refuse(message, 'tooMany'), outcome: 'refused' };
    return {
      response: await answerCommand({ desk, account, address: peer.address, stopped }, message),
      outcome: 'answered',
    };
  };

  const refuse = (message: CommandMessage, why: ScreenWord | 'terminal'): Message =>
    message.code === '99'
      ? acsStatus(account, false, desk.clock.now())
      : refuseCommand(account, message, why, desk.clock.now());

  const respond = async (message: CommandMessage): Promise<{ response: Message; outcome: SessionOutcome }> => {
    try {
      return await withDeadline(work(message), deadline_ms);
    } catch (error) {
      door.log.warn({ err: error, command: message.code, account: account?.login }, 'SIP2 message not answered');
      return { response: refuse(message, 'unavailable'), outcome: 'failed' };
    }
  };

  const reply = (message: Message, end: WireEnd, wire: Wire): Reply => ({
    bytes: writeMessage(message, wire, end),
    close: unreadable >= unreadable_max || asStranger >= stranger_messages_max,
  });

  const repeat = (command: string, end: WireEnd): Reply => {
    unreadable += 1;
    door.count(command, 'unreadable');
    return reply(askToRepeat, end, wireOf(account));
  };

  return {
    answer: async (framed) => {
      if (!account) asStranger += 1;
      if (framed === 'too_long') return repeat('other', { detection: false });
      const wire = account ? wireOf(account) : { ...usualWire, delimiter: delimiterOfLogin(framed.bytes) };
      const read = readMessage(framed.bytes, wire);
      const detection = read.checksum !== 'absent';
      const message = commandOf(read);
      const missing = account?.errorDetection === 'required' && !detection && message?.code !== '97';
      if (!message || read.checksum === 'wrong' || missing) {
        return repeat(message?.code ?? 'other', { detection: detection || missing });
      }
      unreadable = 0;
      if (message.code === '97') {
        if (!last) return repeat('97', { detection });
        door.count('97', 'resent');
        return reply(last.response, { detection }, wireOf(account));
      }
      const now = desk.clock.now().getTime();
      if (read.sequence !== undefined && last && now - last.at < resend_ms && last.request.equals(framed.bytes)) {
        door.count(message.code, 'resent');
        return { bytes: last.bytes, close: false };
      }
      const { response, outcome } = await respond(message);
      door.count(message.code, outcome);
      const end: WireEnd = detection ? { detection, sequence: read.sequence } : { detection };
      const answered = reply(response, end, account ? wireOf(account) : wire);
      last = { request: framed.bytes, response, bytes: answered.bytes, at: now };
      return answered;
    },
    idle_ms: () => (account ? account.idleSeconds * 1_000 : stranger_idle_ms),
    isStranger: () => account === undefined,
    close: leave,
  };
}

function commandOf({ message }: ReadMessage): CommandMessage | MessageOf<'97'> | undefined {
  return message && (commandCodes as readonly string[]).includes(message.code)
    ? (message as MessageOf<CommandCode>)
    : undefined;
}

function wireOf(account: SipAccount | undefined): Wire {
  if (!account) return usualWire;
  const { charset, delimiter, terminator } = account;
  return { charset, delimiter, terminator };
}

/** A machine that was told to use another sign uses it when it logs in as well, before we can know whose it is. */
function delimiterOfLogin(bytes: Buffer): string {
  const [, sign] = /^93..CN[A-Za-z0-9._-]*([^A-Za-z0-9._\s-])CO/.exec(bytes.toString('latin1', 0, 64)) ?? [];
  return sign !== undefined && sign >= '!' && sign <= '~' ? sign : '|';
}
