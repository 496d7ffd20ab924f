import { isDomainError } from '@onecampus/errors';
import { alreadyAnswered, bearerToken, nobodyInParticular, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { asRegistered } from '../../rules/registered-metadata.ts';
import {
  readRegisteredClient,
  replaceRegisteredClient,
  withdrawRegisteredClient,
} from '../../use-cases/look-after-registered-client.ts';
import { registerClient } from '../../use-cases/register-client.ts';
import { registrationMetadata } from './metadata.ts';
import { registrationError } from './registration-error.ts';

type Response = Parameters<Parameters<typeof route>[1]['handle']>[0]['response'];

const body = z.record(z.string().max(100), z.unknown());
const params = z.strictObject({ id: z.string().max(63) });

/**
 * Applications that register themselves by leave of their university (RFC 7591) and look after themselves (RFC 7592). What
 * they become is decided by the leave; errors are told in the words of the RFC.
 */
export function registrationRoutes(app: App, context: Context): void {
  const { issuer, production } = context.config;
  const stores = { db: context.db, production };

  const told = (client: Parameters<typeof asRegistered>[0], token: string, secret?: string) => ({
    ...asRegistered(client),
    // Whether people can sign in already; ours beside the RFC's words.
    client_state: client.state,
    ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
    registration_access_token: token,
    registration_client_uri: `${issuer}/reg/${client.id}`,
  });

  route(app, {
    method: 'post',
    path: '/reg',
    summary: 'Register an application with an initial access token (RFC 7591)',
    authenticate: nobodyInParticular,
    body,
    handle: ({ request, response, body: asked }) =>
      inItsWords(response, async () => {
        const { client, secret, registrationToken } = await registerClient(stores, bearerToken(request), wanted(asked));
        context.clients.forget();
        response.status(201);
        const client_id_issued_at = Math.floor(context.clock.now().getTime() / 1_000);
        return { ...told(client, registrationToken, secret), client_id_issued_at };
      }),
  });

  route(app, {
    method: 'get',
    path: '/reg/:id',
    summary: 'What a registered application is (RFC 7592 §2.1)',
    authenticate: nobodyInParticular,
    params,
    handle: ({ request, response, params: { id } }) =>
      inItsWords(response, async () => {
        const token = bearerToken(request);
        return told(await readRegisteredClient(context.db, { clientId: id, token }), token);
      }),
  });

  route(app, {
    method: 'put',
    path: '/reg/:id',
    summary: 'Replace what a registered application is (RFC 7592 §2.2)',
    authenticate: nobodyInParticular,
    params,
    body,
    handle: ({ request, response, params: { id }, body: asked }) =>
      inItsWords(response, async () => {
        const token = bearerToken(request);
        const whole = wanted(asked);
        if (asked['client_id'] !== id) throw registrationError('client_id', 'must be the client’s own');
        const client = await replaceRegisteredClient(stores, { clientId: id, token }, whole);
        context.clients.forget();
        return told(client, token);
      }),
  });

  route(app, {
    method: 'delete',
    path: '/reg/:id',
    summary: 'Withdraw a registered application for ever (RFC 7592 §2.3)',
    authenticate: nobodyInParticular,
    params,
    handle: ({ request, response, params: { id } }) =>
      inItsWords(response, async () => {
        await withdrawRegisteredClient(context.db, { clientId: id, token: bearerToken(request) });
        context.clients.forget();
        return undefined;
      }),
  });
}

function wanted(asked: Readonly<Record<string, unknown>>) {
  const parsed = registrationMetadata.safeParse(asked);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw registrationError(String(first?.path[0] ?? 'metadata'), first?.message ?? 'is malformed');
  }
  const { 'client_name#ru': client_name_ru, scope, ...rest } = parsed.data;
  return { ...rest, client_name_ru, scope };
}

/** Answers with what the work gives, or with its refusal as RFC 7591 §3.2.2 and RFC 6750 §3 write it. */
async function inItsWords(response: Response, work: () => Promise<object | undefined>): Promise<unknown> {
  response.setHeader('Cache-Control', 'no-store');
  try {
    const answer = await work();
    if (answer === undefined) response.status(204).end();
    else response.json(answer);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.kind === 'unauthenticated') {
      response.status(401).setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
      response.json({ error: 'invalid_token', error_description: error.message });
    } else if (error.code === 'client.unfit') {
      const faults = (error.details?.['faults'] ?? []) as { field: string; message: string }[];
      const isRedirect = faults[0]?.field === 'redirect_uris';
      response.status(400).json({
        error: isRedirect ? 'invalid_redirect_uri' : 'invalid_client_metadata',
        error_description: faults.map(({ field, message }) => `${field} ${message}`).join('; '),
      });
    } else throw error;
  }
  return alreadyAnswered;
}
