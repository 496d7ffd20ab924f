import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canvas } from '../../infra/samples/clients/canvas.ts';
import { koha } from '../../infra/samples/clients/koha.ts';
import { modAuthOpenidc } from '../../infra/samples/clients/mod-auth-openidc.ts';
import { moodle } from '../../infra/samples/clients/moodle.ts';
import { nextcloud } from '../../infra/samples/clients/nextcloud.ts';
import { openEdx } from '../../infra/samples/clients/open-edx.ts';
import type { Product } from '../../infra/samples/clients/product.ts';
import { presets } from '../../services/identity-provider/src/rules/presets.ts';
import type { ClientPreset } from '../../services/identity-provider/src/store/clients.ts';
import { Browser } from '../integration/identity-provider/browser.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { freePort } from '../setup/free-port.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { connected, followed, signIn } from './follow-recipe.ts';
import { example, readRecipe } from './read-recipe.ts';

/**
 * Every how-to page of a product, followed to the letter: what it says is filled into a client that behaves as the product's
 * source does, and a person signs in. What the page, the console and the registration say is one and the same.
 */
const recipes: readonly { preset: ClientPreset; page: string; product: Product }[] = [
  { preset: 'moodle', page: 'connect-moodle.md', product: moodle },
  { preset: 'canvas', page: 'connect-canvas.md', product: canvas },
  { preset: 'open-edx', page: 'connect-open-edx.md', product: openEdx },
  { preset: 'koha', page: 'connect-koha.md', product: koha },
  { preset: 'nextcloud', page: 'connect-nextcloud.md', product: nextcloud },
  { preset: 'mod-auth-openidc', page: 'connect-apache.md', product: modAuthOpenidc },
];

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let server: Server;
let address: string;
const heard: string[] = [];
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, {
    university: tpu,
    familyName: 'Кедрова',
    givenName: 'Анна',
    roles: ['administrator'],
  });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  // The services themselves, as far as we ever call them: the back channel of logouts.
  const port = await freePort();
  address = `http://localhost:${port}`;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.setHeader('cache-control', 'no-store').end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
});

afterAll(async () => {
  await provider?.stop();
  await new Promise((resolve) => server?.close(resolve));
  await database?.drop();
});

const who = () => ({ login: anna.eppn, password });

async function eventually(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

describe.each(recipes)('docs/how-to/$page', ({ preset, page, product }) => {
  it('says the settings that the console says, field by field', async () => {
    const known = { ...example, staffAddress: preset === 'koha' ? example.staffAddress : undefined };
    const inOrder = (settings: readonly (readonly [string, string])[]) =>
      settings.toSorted(([a], [b]) => a.localeCompare(b));
    expect((await readRecipe(page)).map(({ place, settings }) => ({ place, settings: inOrder(settings) }))).toEqual(
      presets[preset].settings(known).map(({ place, settings }) => ({
        place,
        settings: inOrder(settings.map(({ field, value }) => [field, value] as const)),
      })),
    );
  });

  it('signs a person in when it is followed, by one account that stays hers and tells her from nobody else', async () => {
    const client = await connected(provider, preset, address);
    const fields = await followed(page, { client, issuer: provider.issuer, address });
    const first = await signIn(product(fields, address), new Browser(), address, who());
    const again = await signIn(product(fields, address), new Browser(), address, who());
    expect(again.account).toBe(first.account);
    expect(first.account).not.toContain(anna.referenceId);
    const told = Object.values(first.profile).join(' ');
    expect(told).toContain(anna.eppn);
    if (preset !== 'moodle' && preset !== 'koha') expect(told).toContain('Кедрова');
    // And the test of the console has passed with it.
    const { version } = (await (
      await provider.api('GET', `/api/v1/clients/${client.client_id}`, 'clients.write')
    ).json()) as {
      version: string;
    };
    const opened = () =>
      provider.api('PUT', `/api/v1/clients/${client.client_id}/state`, 'clients.write', { version, state: 'live' });
    expect(await eventually(async () => (await opened()).status === 200)).toBe(true);
  });

  it('ends the session at sign-out as far as the product goes', async () => {
    const client = await connected(provider, preset, address);
    const visit = product(await followed(page, { client, issuer: provider.issuer, address }), address);
    const browser = new Browser();
    await signIn(visit, browser, address, who());
    const registered = presets[preset].registration({ address });
    expect(visit.signOut !== undefined).toBe(registered.postLogoutRedirectUris.length > 0);
    expect(visit.heard !== undefined).toBe(registered.backchannelLogoutUri !== null);
    if (!visit.signOut) return;
    heard.length = 0;
    const { url } = await browser.follow(await browser.get(await visit.signOut()), address);
    expect(registered.postLogoutRedirectUris).toContain(url.replace(/\?.*$/, ''));
    if (!visit.heard) return;
    expect(await eventually(() => heard.length > 0)).toBe(true);
    expect(await visit.heard(heard[0]!)).toBe(true);
  });
});
