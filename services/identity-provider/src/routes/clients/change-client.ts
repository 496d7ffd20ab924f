import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { changeClient } from '../../use-cases/change-client.ts';
import { findOwnClient } from '../../use-cases/find-own-client.ts';
import { setClientState } from '../../use-cases/set-client-state.ts';
import { clientParams, shownClient, version } from './client-body.ts';

const uris = z.array(z.string().min(1).max(2_000)).max(50);
const name = z.string().trim().min(1).max(200);

const change = z.strictObject({
  version,
  client_name: name.optional(),
  'client_name#ru': name.optional(),
  redirect_uris: uris.optional(),
  post_logout_redirect_uris: uris.optional(),
  backchannel_logout_uri: z.string().min(1).max(2_000).nullable().optional(),
  scope: z.string().max(1_000).optional(),
  require_pkce: z.boolean().optional(),
  id_token_signed_response_alg: z.enum(['RS256', 'ES256', 'EdDSA']).optional(),
  first_party: z.boolean().optional(),
  /** Slug of the university whose application it is from now on: its administrators look after it. */
  university: z
    .string()
    .regex(/^[a-z0-9-]{2,32}$/)
    .optional(),
});

const newState = z.strictObject({
  version,
  state: z.enum(['live', 'suspended', 'withdrawn']),
  /** Opens a draft that its owners could not try. */
  untested: z.boolean().optional(),
});

/** Changes of an application; each names the version that the caller has seen, and answers with the client as it is then. */
export function changeClientRoutes(app: App, context: Context): void {
  const { db } = context;
  const authenticate = bearer(context.access, 'clients.write');
  const owner = 'everybody' as const;
  const shown = async (id: string) => {
    context.clients.forget();
    return shownClient(await findOwnClient(db, id, owner));
  };

  const universityCalled = async (slug: string | undefined) => {
    if (slug === undefined) return undefined;
    const university = (await context.universities.all()).find((one) => one.slug === slug);
    if (!university) throw new DomainError('university.unknown', 'No such university.');
    return university.id;
  };

  route(app, {
    method: 'patch',
    path: '/api/v1/clients/:id',
    summary: 'Change an application; what is not named stays',
    authenticate,
    params: clientParams,
    body: change,
    handle: async ({ principal, params, body: { version: seenVersion, ...asked } }) => {
      const wish = withoutAbsent({
        name: asked.client_name,
        nameRu: asked['client_name#ru'],
        redirectUris: asked.redirect_uris,
        postLogoutRedirectUris: asked.post_logout_redirect_uris,
        backchannelLogoutUri: asked.backchannel_logout_uri,
        scope: asked.scope,
        requirePkce: asked.require_pkce,
        signedAlg: asked.id_token_signed_response_alg,
        firstParty: asked.first_party,
        universityId: await universityCalled(asked.university),
      });
      const { production } = context.config;
      await changeClient({ db, production }, principal.actor, { id: params.id, owner, seenVersion, wish });
      return shown(params.id);
    },
  });

  route(app, {
    method: 'put',
    path: '/api/v1/clients/:id/state',
    summary: 'Open, suspend or withdraw an application',
    authenticate,
    params: clientParams,
    body: newState,
    handle: async ({ principal, params, body }) => {
      await setClientState(db, principal.actor, {
        id: params.id,
        owner,
        seenVersion: body.version,
        to: body.state,
        ...(body.untested === undefined ? {} : { untested: body.untested }),
      });
      return shown(params.id);
    },
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutAbsent<T extends Record<string, unknown>>(members: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;
}
