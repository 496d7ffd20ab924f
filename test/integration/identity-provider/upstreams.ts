import { randomBytes } from 'node:crypto';
import type { Db } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { keyEncryptionKey, seal } from '@onecampus/tokens';
import {
  type SampleUpstream,
  startUpstream,
  type UpstreamPerson,
} from '../../../infra/samples/upstream/src/provider.ts';
import { freePort } from '../../setup/free-port.ts';
import type { Browser } from './browser.ts';
import type { IdentityProvider } from './identity-provider.ts';

export interface ArrangedUpstream extends SampleUpstream {
  readonly id: string;
  readonly slug: string;
  readonly clientSecret: string;
}

/** A university's own provider, running, and live here unless it is to be set up in the console. */
export async function arrangeUpstream(
  db: Db,
  provider: IdentityProvider,
  wanted: {
    readonly university: University;
    readonly people: readonly UpstreamPerson[];
    readonly claims?: object;
    readonly trustsAcr?: boolean;
    readonly state?: 'live' | 'not here';
  },
): Promise<ArrangedUpstream> {
  const { university } = wanted;
  const [id, slug, clientSecret] = [uuidv7(), university.slug, randomBytes(16).toString('hex')];
  const running = await startUpstream({
    port: await freePort(),
    host: 'localhost',
    university: university.shortName.ru,
    clientId: 'campus',
    clientSecret,
    redirectUris: [`${provider.issuer}/federation/callback/${slug}`],
    backchannelLogoutUri: `${provider.issuer}/federation/backchannel-logout/${slug}`,
    people: wanted.people,
  });
  if (wanted.state !== 'not here')
    await insertLiveUpstream(db, provider, { ...wanted, id, issuer: running.issuer, clientSecret });
  return { ...running, id, slug, clientSecret };
}

/** Puts a provider into the database as the console would have left it: tested, agreed to by two and live. */
export async function insertLiveUpstream(
  db: Db,
  provider: Pick<IdentityProvider, 'keyEncryptionKey'>,
  row: {
    readonly university: University;
    readonly issuer: string;
    readonly clientSecret: string;
    readonly id?: string;
    readonly claims?: object;
    readonly trustsAcr?: boolean;
  },
): Promise<void> {
  const { university, id = uuidv7() } = row;
  const kek = keyEncryptionKey(Buffer.from(provider.keyEncryptionKey, 'base64url'));
  const claims = row.claims ?? { identifier: { claim: 'eduperson_principal_name', scheme: 'eppn' }, name: 'name' };
  await db.raw(
    `insert into identity_provider.upstreams (id, university_id, slug, issuer, client_id, auth_method, secret_sealed, scopes,
       claims, domains, trusts_acr, state, tested_at, tested_by, changed_by, asked_by, agreed_by, agreed_at)
     values (?, ?, ?, ?, 'campus', 'client_secret_basic', ?, '{openid}', ?, ?, ?, 'live', now(), 'service:test', 'service:test',
       gen_random_uuid(), gen_random_uuid(), now())`,
    [
      id,
      university.id,
      university.slug,
      row.issuer,
      seal(row.clientSecret, kek, `identity_provider.upstreams.secret:${id}`),
      JSON.stringify(claims),
      [...university.scopes],
      row.trustsAcr ?? false,
    ] as never,
  );
}

/** From a page of ours that leads to the provider, over its page, to where it sends the browser back: our callback, not opened yet. */
export async function answerOfUpstream(
  browser: Browser,
  upstream: ArrangedUpstream,
  start: string,
  sub: string,
): Promise<string> {
  const callback = '/federation/callback/';
  let response = await browser.get(start);
  for (let hops = 0; hops < 12; hops += 1) {
    const location = response.headers.get('location');
    if (location === null) {
      if (!response.url.startsWith(upstream.issuer)) throw new Error(`stopped at ${response.url}: ${response.status}`);
      response = await browser.post(response.url, { sub });
      continue;
    }
    const url = new URL(location, response.url).href;
    if (url.includes(callback)) return url;
    response = await browser.get(url);
  }
  throw new Error('never came back');
}
