import { type Ephemeral, key } from '@onecampus/ephemeral';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';

/** What a service ticket stands for. */
export type CasTicket = {
  readonly clientId: string;
  /** The address to the letter; the ticket is worth nothing at any other. */
  readonly service: string;
  readonly accountId: string;
  readonly sessionUid: string;
  readonly grantId: string;
  readonly scope: string;
  /** Seconds since 1970. */
  readonly authenticatedAt: number;
  /** The person proved who he is for this very ticket (`renew`). */
  readonly isNew: boolean;
};

/** CAS Protocol 3.0 §3.1.1 asks for at most five minutes; the service comes at once, or something is wrong. */
const ticket_seconds = 60;
const ticket_form = /^ST-[A-Za-z0-9_-]{43}$/;

const ticketKey = (ticket: string) => key('cas-ticket', hashToken(ticket));

export async function giveTicket(ephemeral: Ephemeral, stands: CasTicket): Promise<string> {
  const ticket = `ST-${randomToken()}`;
  await ephemeral.set(ticketKey(ticket), JSON.stringify(stands), ticket_seconds);
  return ticket;
}

/** Uses a ticket up: of any number that show it, one gets what it stands for, whether or not he may have it. */
export async function takeTicket(ephemeral: Ephemeral, ticket: string): Promise<CasTicket | undefined> {
  if (!ticket_form.test(ticket)) return undefined;
  const text = await ephemeral.take(ticketKey(ticket));
  return text === undefined ? undefined : (JSON.parse(text) as CasTicket);
}
