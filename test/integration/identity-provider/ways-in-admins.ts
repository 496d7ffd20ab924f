import type { Db } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { type ArrangedPerson, arrangePerson } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';
import type { ArrangedUpstream } from './upstreams.ts';

/** Of TSU two: what one asks for the other one decides. */
export type WaysInAdmins = Record<'tsu' | 'tsuToo' | 'tpu', { person: ArrangedPerson; browser: Browser }>;

export async function arrangeWaysInAdmins(
  db: Db,
  provider: IdentityProvider,
  { tsu, tpu, password }: { readonly tsu: University; readonly tpu: University; readonly password: string },
): Promise<WaysInAdmins> {
  const admins = {} as WaysInAdmins;
  for (const [slug, university] of [
    ['tsu', tsu],
    ['tsuToo', tsu],
    ['tpu', tpu],
  ] as const) {
    const login = `admin.${slug.toLowerCase()}`;
    const person = await arrangePerson(db, { university, login, roles: ['administrator'] });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    const { browser } = await signInToOwnPages(provider, { login: person.eppn, password });
    admins[slug] = { person, browser };
  }
  return admins;
}

/** What the page of a new provider sends, as TSU fills it in. */
export function upstreamForm({ issuer, clientSecret }: ArrangedUpstream, change: Record<string, string> = {}) {
  return {
    slug: 'tsu',
    issuer,
    client_id: 'campus',
    auth_method: 'client_secret_basic',
    secret: clientSecret,
    scopes: 'openid',
    claim: 'eduperson_principal_name',
    scheme: 'eppn',
    domains: 'tsu.ru',
    name_claim: 'name',
    ...change,
  };
}

export async function upstreamRows(db: Db) {
  const { rows } = await db.raw<{ rows: { id: string; state: string; version: number; sealed: string }[] }>(
    'select id, state, version::int, secret_sealed as sealed from identity_provider.upstreams',
  );
  return rows;
}

/** What was asked for last and nobody has decided. */
export async function newestRequest(db: Db): Promise<{ id: string }> {
  return db('identity_provider.consortium_requests').whereNull('outcome').orderBy('asked_at', 'desc').first('id');
}

/** Decides on a request to change a way in. @returns what came of it: the word on the page where there is one */
export async function decideWayIn(
  provider: IdentityProvider,
  admins: WaysInAdmins,
  { who, id, outcome }: { readonly who: keyof WaysInAdmins; readonly id: string; readonly outcome: string },
): Promise<string | number> {
  const at = `${provider.issuer}/console/${who === 'tpu' ? 'tpu' : 'tsu'}/ways-in/requests/${id}`;
  const answer = await admins[who].browser.post(at, { outcome });
  const said = new URLSearchParams(answer.headers.get('location')?.split('?')[1]);
  return said.get('done') ?? said.get('fault') ?? answer.status;
}
