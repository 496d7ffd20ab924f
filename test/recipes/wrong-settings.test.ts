import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canvas } from '../../infra/samples/clients/canvas.ts';
import { koha } from '../../infra/samples/clients/koha.ts';
import { modAuthOpenidc } from '../../infra/samples/clients/mod-auth-openidc.ts';
import { moodle } from '../../infra/samples/clients/moodle.ts';
import { nextcloud } from '../../infra/samples/clients/nextcloud.ts';
import { openEdx } from '../../infra/samples/clients/open-edx.ts';
import type { Product } from '../../infra/samples/clients/product.ts';
import type { ClientPreset } from '../../services/identity-provider/src/store/clients.ts';
import { Browser } from '../integration/identity-provider/browser.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { connected, followed, signIn } from './follow-recipe.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
const password = 'верный пароль 1';
const address = 'http://localhost:9';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

interface Mistake {
  readonly product: Product;
  readonly preset: ClientPreset;
  readonly page: string;
  /** The field that somebody filled in wrong, and what he put there. */
  readonly field: string;
  readonly put: (value: string) => string;
  readonly finding: string;
  /** The service is reached under another address than it was registered with. */
  readonly at?: string;
}

const typo = (value: string) => `${value.slice(0, -1)}${value.endsWith('a') ? 'b' : 'a'}`;
const mistakes: readonly Mistake[] = [
  {
    product: moodle,
    preset: 'moodle',
    page: 'connect-moodle.md',
    field: 'Client secret',
    put: (v) => `${v}\n`,
    finding: 'secret-spaces',
  },
  {
    product: moodle,
    preset: 'moodle',
    page: 'connect-moodle.md',
    field: 'Client ID',
    put: typo,
    finding: 'client-id-unknown',
  },
  {
    product: moodle,
    preset: 'moodle',
    page: 'connect-moodle.md',
    field: 'Scopes included in a login request.',
    put: () => 'openid profile email groups',
    finding: 'scope-unknown',
  },
  {
    product: moodle,
    preset: 'moodle',
    page: 'connect-moodle.md',
    field: 'Name',
    put: (v) => v,
    finding: 'redirect-scheme',
    at: 'https://localhost:9',
  },
  {
    product: moodle,
    preset: 'moodle',
    page: 'connect-moodle.md',
    field: 'Name',
    put: (v) => v,
    finding: 'redirect-path',
    at: 'http://localhost:9/moodle',
  },
  {
    product: canvas,
    preset: 'canvas',
    page: 'connect-canvas.md',
    field: 'Client Secret',
    put: typo,
    finding: 'secret-wrong',
  },
  {
    product: openEdx,
    preset: 'open-edx',
    page: 'connect-open-edx.md',
    field: 'Client Secret',
    put: () => '',
    finding: 'secret-missing',
  },
  {
    product: koha,
    preset: 'koha',
    page: 'connect-koha.md',
    field: 'Code',
    put: (v) => v.toUpperCase(),
    finding: 'redirect-case',
  },
  {
    product: koha,
    preset: 'koha',
    page: 'connect-koha.md',
    field: 'OPACBaseURL',
    put: (v) => `${v}/`,
    finding: 'redirect-path',
  },
  {
    product: nextcloud,
    preset: 'nextcloud',
    page: 'connect-nextcloud.md',
    field: 'Client secret',
    put: (v) => `${encodeURIComponent(v[0]!) === v[0] ? `%${v.charCodeAt(0).toString(16)}` : ''}${v.slice(1)}`,
    finding: 'secret-encoded',
  },
  {
    product: modAuthOpenidc,
    preset: 'mod-auth-openidc',
    page: 'connect-apache.md',
    field: 'OIDCPKCEMethod',
    put: () => '',
    finding: 'pkce-missing',
  },
  {
    product: modAuthOpenidc,
    preset: 'mod-auth-openidc',
    page: 'connect-apache.md',
    field: 'OIDCRedirectURI',
    put: (v) => `${v}/`,
    finding: 'redirect-slash',
  },
  {
    product: modAuthOpenidc,
    preset: 'mod-auth-openidc',
    page: 'connect-apache.md',
    field: 'OIDCScope',
    put: () => '"profile email"',
    finding: 'openid-missing',
  },
];

/** A setting of a recipe that somebody got wrong: the doctor has to name that very one. */
describe('a mistake in the settings', () => {
  it.each(mistakes)('of $preset in "$field" is found: $finding', async (mistake) => {
    const client = await connected(provider, mistake.preset, address);
    const right = await followed(mistake.page, { client, issuer: provider.issuer, address });
    const wrong = new Map([...right, [mistake.field, mistake.put(right.get(mistake.field)!)]]);
    const at = mistake.at ?? address;
    await signIn(mistake.product(wrong, at), new Browser(), at, { login: anna.eppn, password }).catch(() => undefined);
    const codes = async () => {
      const response = await provider.api('GET', `/api/v1/clients/${client.client_id}/trace`, 'clients.write');
      const { flows } = (await response.json()) as { flows: { steps: { finding: { code: string } | null }[] }[] };
      return flows
        .flatMap(({ steps }) => steps.map(({ finding }) => finding?.code))
        .filter((code) => code !== undefined);
    };
    for (let tries = 0; tries < 100 && !(await codes()).includes(mistake.finding); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await codes()).toEqual([mistake.finding]);
  });
});
