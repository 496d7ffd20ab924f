import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { presetKnown } from '../../../rules/presets.ts';
import { findOwnClient } from '../../../use-cases/find-own-client.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { type ClientShown, clientView } from './client-view.ts';

export const clientParams = { id: z.string().min(2).max(63) };

/** An application of the console's own university. @throws DomainError `client.unknown` for everybody else's. */
export async function shownClient(context: Context, seen: Seen, id: string): Promise<ClientShown> {
  const client = await findOwnClient(context.db, id, { universityId: seen.university.id });
  // What speaks SAML or CAS has pages of its own (pages/console/saml-and-cas).
  if (client.protocol !== 'oidc') throw new DomainError('client.unknown', 'Not an OpenID Connect application.');
  const { issuer } = context.config;
  return { seen, client, known: presetKnown(client, issuer), now: context.clock.now(), issuer };
}

export function clientPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id',
    section: 'clients',
    params: clientParams,
    handle: async ({ seen, params }) => clientView(await shownClient(context, seen, params.id)),
  });
}
