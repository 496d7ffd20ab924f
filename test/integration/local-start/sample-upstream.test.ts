import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { connectUpstream, drawSecrets, sampleUpstream } from '@onecampus/local-start';
import { startUpstream } from '../../../infra/samples/upstream/src/provider.ts';
import { freePort } from '../../setup/free-port.ts';
import { freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from '../identity-provider/browser.ts';
import { authorizationRequest, registerClient } from '../identity-provider/flows.ts';
import { startIdentityProviders } from '../identity-provider/identity-provider.ts';
import { answerOfUpstream } from '../identity-provider/upstreams.ts';

it('one university of the sample signs its people in elsewhere, from the first start on, and a later start changes nothing', async () => {
  const database = await freshDatabase();
  const secrets = { ...drawSecrets(), keyEncryptionKey: randomBytes(32).toString('base64url') };
  const { university, clientId, people } = sampleUpstream;
  const { tpu } = await arrangeUniversities(database.admin);
  await database
    .admin('directory.universities')
    .where({ id: tpu.id })
    .update({ slug: university.slug, home_organization: university.scope });
  await database.admin.raw('update directory.university_scopes set scope = ? where university_id = ?', [
    university.scope,
    tpu.id,
  ]);
  const own = { ...tpu, slug: university.slug, scopes: [university.scope], homeOrganization: university.scope };
  const person = await arrangePerson(database.admin, { university: own, login: people[0]!.login });
  const provider = await startIdentityProviders(database, { keyEncryptionKey: secrets.keyEncryptionKey });
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  for (const _ of ['first', 'second']) await connectUpstream(database.adminUrl, { issuer, secrets });
  const running = await startUpstream({
    port,
    university: university.names.ru.short,
    clientId,
    clientSecret: secrets.upstreamSecret,
    redirectUris: [`${provider.issuer}/federation/callback/${university.slug}`],
    people: [{ sub: 'own', name: 'Свой', claims: { eduperson_principal_name: person.eppn } }],
  });
  try {
    const rows = await database.admin('identity_provider.upstreams').select('slug', 'state', 'agreed_by_nobody');
    expect(rows).toEqual([{ slug: university.slug, state: 'live', agreed_by_nobody: true }]);
    const lms = await registerClient(provider);
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: university.scope });
    const upstream = { ...running, id: '', slug: university.slug, clientSecret: secrets.upstreamSecret };
    const back = await answerOfUpstream(browser, upstream, request.url, 'own');
    const { url } = await browser.follow(await browser.get(back), lms.redirect_uri);
    expect(url).toContain('code=');
  } finally {
    await running.stop();
    await provider.stop();
    await database.drop();
  }
});
