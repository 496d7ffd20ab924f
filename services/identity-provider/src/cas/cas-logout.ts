import { randomToken } from '@onecampus/runtime';
import { LogoutRefused, type LogoutTransport } from '../logout/logout-transport.ts';
import { casLogoutRequest } from '../rules/cas-answer.ts';
import { faultOfStatus } from '../rules/logout-fault.ts';

/**
 * CAS single sign-out (CAS Protocol 3.0 §2.3.3): each ticket of the session, posted to the address that it was for. The
 * protocol asks for no answer; what was received is told, a redirect to a page of the service's own included.
 */
export const casLogout: LogoutTransport = {
  protocol: 'cas',
  tell: async (context, { client, front, signal }) => {
    const tickets = ticketsOf(front);
    if (tickets.length === 0) return 'cannot';
    await Promise.all(
      tickets.map(async ({ service, ticket }) => {
        const logoutRequest = casLogoutRequest({ id: `LR-${randomToken()}`, at: context.clock.now(), ticket });
        const response = await context.outgoing.call(client.universityId, service, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ logoutRequest }).toString(),
          signal,
        });
        if (response.status >= 400) throw new LogoutRefused(faultOfStatus(response.status));
      }),
    );
    return 'told';
  },
};

type Ticket = { readonly service: string; readonly ticket: string };

function ticketsOf(front: Readonly<Record<string, unknown>> | null): readonly Ticket[] {
  return (front?.['tickets'] as readonly Ticket[] | undefined) ?? [];
}
