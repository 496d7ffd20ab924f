import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { trace } from '../doctor/trace.ts';
import { releasedClaims } from '../own-front/released-claims.ts';
import { grantStands } from '../provider/internal-front.ts';
import type { CasAnswer } from '../rules/cas-answer.ts';
import { findCasService } from '../store/cas-services.ts';
import { addCasTicket } from '../store/session-fronts.ts';
import { type CasTicket, takeTicket } from './tickets.ts';

export type Validation = {
  readonly service: string | undefined;
  readonly ticket: string | undefined;
  /** The service wants somebody who has just proved who he is. */
  readonly renew: boolean;
  readonly withAttributes: boolean;
};

/**
 * Says to a service whose ticket it holds (CAS Protocol 3.0 §2.5). The ticket is used up by being shown, rightly or not, and
 * a ticket for another address than the one that shows it says nothing about anybody.
 */
export async function validateTicket(context: Context, asked: Validation): Promise<CasAnswer> {
  if (!asked.service || !asked.ticket) return refusal('INVALID_REQUEST', 'service and ticket are required, once each');
  if (!asked.ticket.startsWith('ST-')) return refusal('INVALID_TICKET_SPEC', 'only service tickets are given here');
  const stands = await takeTicket(context.ephemeral, asked.ticket);
  if (!stands) return refusal('INVALID_TICKET', 'the ticket is unknown, expired or used');
  const answer = await answerFor(context, asked, stands);
  trace(context, {
    clientId: stands.clientId,
    step: 'cas-ticket',
    ...('user' in answer ? { outcome: 'ok' } : { outcome: 'refused', error: `${answer.code}: ${answer.message}` }),
  });
  return answer;
}

async function answerFor(context: Context, asked: Validation, stands: CasTicket): Promise<CasAnswer> {
  if (stands.service !== asked.service) return refusal('INVALID_SERVICE', 'the ticket is for another address');
  if (asked.renew && !stands.isNew) return refusal('INVALID_TICKET', 'the ticket comes of an earlier sign-in');
  const { clientId, service, sessionUid } = stands;
  const [client, place] = await Promise.all([context.clients.find(clientId), findCasService(context.db, clientId)]);
  if (client?.state !== 'live' || !place) return refusal('INVALID_SERVICE', 'the service was withdrawn');
  if (!(await grantStands(context.engine, stands))) return refusal('INVALID_TICKET', 'the person has signed out');
  const released = await releasedClaims(context, {
    accountId: stands.accountId,
    client,
    scope: stands.scope,
    sessionUid,
    occasion: hashToken(asked.ticket ?? ''),
  });
  if (!released) return refusal('INVALID_TICKET', 'the account does not stand any more');
  const user = place.userName === 'subject' ? released.sub : released.claims['eduperson_principal_name'];
  if (typeof user !== 'string')
    return refusal('INTERNAL_ERROR', 'the person has no name of the kind that the service asks for');
  // Only now: a service that cannot be told of the sign-out gets nobody signed in.
  if (!(await addCasTicket(context.db, { sessionUid, clientId, service, ticket: asked.ticket ?? '' })))
    return refusal('INVALID_TICKET', 'the person has signed out');
  if (!asked.withAttributes) return { user };
  return {
    user,
    attributes: {
      ...released.claims,
      authenticationDate: new Date(stands.authenticatedAt * 1_000).toISOString(),
      longTermAuthenticationRequestTokenUsed: false,
      isFromNewLogin: stands.isNew,
    },
  };
}

function refusal(code: Extract<CasAnswer, { code: string }>['code'], message: string): CasAnswer {
  return { code, message };
}
