import type { Fields, SignedIn, Visit } from '../../infra/samples/clients/product.ts';
import { secretMark } from '../../services/identity-provider/src/rules/presets/preset.ts';
import { presets } from '../../services/identity-provider/src/rules/presets.ts';
import type { ClientPreset } from '../../services/identity-provider/src/store/clients.ts';
import type { Browser } from '../integration/identity-provider/browser.ts';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';
import { example, readRecipe } from './read-recipe.ts';

export type Credentials = { readonly client_id: string; readonly client_secret: string };

/** Registered by its address alone, as every page says. */
export async function connected(
  provider: IdentityProvider,
  preset: ClientPreset,
  address: string,
): Promise<Credentials> {
  const response = await provider.api('POST', '/api/v1/clients/presets', 'clients.write', {
    university: 'tpu',
    preset,
    client_name: presets[preset].name,
    address,
    staff_address: preset === 'koha' ? 'http://staff.localhost:9' : undefined,
  });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Credentials;
}

/** The page's settings with this registration's values in the places of the example's. */
export async function followed(
  page: string,
  real: { readonly client: Credentials; readonly issuer: string; readonly address: string },
): Promise<Fields> {
  const filled = (value: string) =>
    value
      .replaceAll(example.issuer, real.issuer)
      .replaceAll(example.clientId, real.client.client_id)
      .replaceAll(secretMark, real.client.client_secret)
      .replaceAll(example.address, real.address);
  const settings = (await readRecipe(page)).flatMap((section) => section.settings);
  return new Map(settings.map(([field, value]) => [field, filled(value)]));
}

/** One press of the product's sign-in button, by somebody who is not signed in yet. */
export async function signIn(
  visit: Visit,
  browser: Browser,
  address: string,
  who: { readonly login: string; readonly password: string },
): Promise<SignedIn> {
  let { url, response } = await browser.follow(await browser.get(await visit.begin()), address);
  if (!url.startsWith(address))
    ({ url, response } = await browser.follow(await browser.post(url, { university: '', ...who }), address));
  if (!url.startsWith(address)) throw new Error(`not signed in: ${response.status} ${await response.text()}`);
  return visit.finish(new URL(url));
}
