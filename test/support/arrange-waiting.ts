import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';
import { insertLiveUpstream } from '../integration/identity-provider/upstreams.ts';
import type { FreshDatabase } from './databases.ts';
import { arrangePerson } from './people.ts';

/**
 * What waits for a second person, as others have left it: a provider of TPU to be put live and a change of its live one, TSU's
 * sole administrator's request, and somebody of TPU before his first passkey.
 */
export async function arrangeWaiting(
  { admin }: FreshDatabase,
  provider: IdentityProvider,
  { tpu, tsu }: { readonly tpu: University; readonly tsu: University },
): Promise<void> {
  const live = uuidv7();
  await insertLiveUpstream(admin, provider, {
    university: tpu,
    issuer: 'https://id.tpu.ru',
    clientSecret: 's',
    id: live,
  });
  const another = await admin('identity_provider.upstreams').where({ id: live }).first();
  const { personId: asker } = await arrangePerson(admin, { university: tpu, familyName: 'Просителева' });
  for (const [university, kind, change] of [
    [tpu, 'put-upstream-live', { slug: 'tpu-new', issuer: 'https://login.tpu.ru' }],
    [tpu, 'change-upstream', { revises: live, trusts_acr: true, scopes: ['openid', 'profile'] }],
    [tsu, 'put-upstream-live', { slug: 'tsu', issuer: 'https://id.tsu.ru', domains: ['tsu.ru'] }],
  ] as const) {
    const { claims } = another;
    const row = {
      id: uuidv7(),
      university_id: university.id,
      state: 'tested',
      asked_by: null,
      agreed_by: null,
      agreed_at: null,
    };
    await admin('identity_provider.upstreams').insert({
      ...another,
      ...row,
      ...change,
      claims: JSON.stringify(claims),
      version: 1,
    });
    await admin('identity_provider.consortium_requests').insert({
      ...{ id: uuidv7(), kind, subject: row.id, university_id: university.id, asked_by: asker },
      ...{
        reason: 'Переезд на новую систему входа',
        details: { version: 1, issuer: 'issuer' in change ? change.issuer : another.issuer },
      },
    });
  }
  await admin('identity_provider.consortium_requests').insert({
    ...{ id: uuidv7(), kind: 'first-factor', subject: asker, university_id: tpu.id, asked_by: asker },
    ...{ reason: 'first factor', details: { account: asker, session: 'x', number: '123456' } },
  });
}
