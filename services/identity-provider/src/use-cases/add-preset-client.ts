import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { universityClientCreated } from '../events/clients.ts';
import { clientRow } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { presets, serviceAddress } from '../rules/presets.ts';
import { type ClientPreset, insertClient, type NewClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export interface PresetWish {
  readonly universityId: string;
  readonly preset: ClientPreset;
  readonly name: string;
  readonly nameRu: string;
  /** As somebody typed it. */
  readonly address: string;
  readonly staffAddress?: string | undefined;
  /** A service that is not the university's own: its people are asked before it learns who they are. */
  readonly asksConsent: boolean;
}

export interface AddedClient {
  readonly id: string;
  /** Shown this once; only its SHA-256 is kept. */
  readonly secret: string;
}

/**
 * Registers a product that we know at its address, for a university, as a draft: only the university's administrators get in
 * until a test has gone through.
 *
 * @throws DomainError `client.unfit` with every fault in its details.
 */
export async function addPresetClient(
  context: { readonly db: Db; readonly production: boolean },
  actor: Actor,
  asked: PresetWish,
): Promise<AddedClient> {
  const registration = presets[asked.preset].registration({
    address: addressOf(asked.address, 'address'),
    staffAddress: asked.staffAddress?.trim() ? addressOf(asked.staffAddress, 'staff_address') : undefined,
  });
  const described = {
    client_name: asked.name,
    client_name_ru: asked.nameRu,
    client_uri: addressOf(asked.address, 'address'),
    redirect_uris: registration.redirectUris,
    post_logout_redirect_uris: registration.postLogoutRedirectUris,
    backchannel_logout_uri: registration.backchannelLogoutUri ?? undefined,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: registration.tokenEndpointAuthMethod,
    application_type: 'web',
    require_pkce: registration.requirePkce,
    id_token_signed_response_alg: registration.signedAlg,
    scope: registration.scope,
    first_party: !asked.asksConsent,
  } as const;
  const faults = registrationFaults(described, context);
  if (faults.length > 0) throw unfit([{ field: 'address', message: faults[0]!.message }]);
  const secret = randomToken();
  const id = `${asked.preset}-${randomToken()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 10)}`;
  const client: NewClient = {
    ...clientRow(described, { id, secretHash: hashToken(secret), decidedBy: actor }),
    universityId: asked.universityId,
    state: 'draft',
    preset: asked.preset,
    origin: 'console',
  };
  await transaction(context.db, async (tx) => {
    if (!(await insertClient(tx, client, actor))) throw new DomainError('client.exists', 'There is such a client.');
    await universityClientCreated(tx, actor, client, asked.preset);
    await announceNews(tx);
  });
  return { id, secret };
}

function addressOf(typed: string, field: string): string {
  const address = serviceAddress(typed);
  if (address === undefined) throw unfit([{ field, message: 'is no address of a site' }]);
  return address;
}

function unfit(faults: readonly { field: string; message: string }[]): DomainError {
  return new DomainError('client.unfit', 'The client cannot be registered like this.', { details: { faults } });
}
