import { connect } from '@onecampus/database';
import { uuidv7 } from '@onecampus/runtime';
import { consortium } from '@onecampus/sample-big-tomsk';
import { keyEncryptionKey, seal } from '@onecampus/tokens';
import type { Secrets } from '../secrets.ts';

const slug = 'tsuab';
const university = consortium.universities.find((one) => one.slug === slug)!;

/** The one of the six universities whose people sign in at a provider of their own. */
export const sampleUpstream = {
  university,
  clientId: 'campus',
  people: consortium.signIns.flatMap(({ familyName, givenName, identities }) =>
    identities.filter((one) => one.university === slug).map(({ login }) => ({ familyName, givenName, login })),
  ),
} as const;

/**
 * Makes the sample provider that university's live one, once. Two of its administrators would do it in the console, after a
 * test sign-in; nobody here is two people, so it is written as what was in force before two were needed. Whatever is changed
 * in the console afterwards stays.
 */
export async function connectUpstream(
  adminUrl: string,
  given: { readonly issuer: string; readonly secrets: Pick<Secrets, 'keyEncryptionKey' | 'upstreamSecret'> },
): Promise<void> {
  const db = connect({ url: adminUrl, applicationName: 'local-start', poolMax: 1 });
  const id = uuidv7();
  const kek = keyEncryptionKey(Buffer.from(given.secrets.keyEncryptionKey, 'base64url'));
  try {
    await db.raw(
      `insert into identity_provider.upstreams (id, university_id, slug, issuer, client_id, auth_method, secret_sealed, scopes,
         claims, domains, state, tested_at, tested_by, live_at, live_by, agreed_by_nobody, changed_by)
       select :id, u.id, u.slug, :issuer, :clientId, 'client_secret_basic', :secret, '{openid}', :claims, array[:scope],
         'live', now(), :by, now(), :by, true, :by
       from directory.universities u where u.slug = :slug
         and not exists (select from identity_provider.upstreams o where o.slug = u.slug)`,
      {
        id,
        slug,
        issuer: given.issuer,
        clientId: sampleUpstream.clientId,
        secret: seal(given.secrets.upstreamSecret, kek, `identity_provider.upstreams.secret:${id}`),
        claims: JSON.stringify({ identifier: { claim: 'eduperson_principal_name', scheme: 'eppn' }, name: 'name' }),
        scope: university.scope,
        by: 'service:local-start',
      } as never,
    );
  } finally {
    await db.destroy();
  }
}
