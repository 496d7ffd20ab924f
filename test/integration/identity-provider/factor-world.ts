import { expect } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { beginSignIn, openAccount, sendPassword, type Who } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, type Request, redeem, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders, type Wishes } from './identity-provider.ts';

export const mfa = 'https://refeds.org/profile/mfa';
const password = 'кедр-и-багульник 7';

/** A running service with one application, and people who come to it with their browsers. */
export interface FactorWorld {
  readonly database: FreshDatabase;
  readonly provider: IdentityProvider;
  readonly client: RegisteredClient;
  /** Somebody with a password, and a browser in which he is signed in to his own pages. */
  somebody(): Promise<{ person: ArrangedPerson; who: Who; browser: Browser }>;
  /** From an application's request to the page after the password. */
  afterPassword(browser: Browser, who: Who): Promise<{ request: Request; url: string; response: Response }>;
  /** The claims of the ID token that an application gets for what came to its callback. */
  idTokenAt(callback: string, verifier: string): Promise<ReturnType<typeof decodeJwt>>;
  /** Kinds of the notices that somebody was given, in their order; those of new devices apart. */
  kinds(personId: string): Promise<string[]>;
  /** What the audit trail says of somebody, in its order. */
  audited(personId: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function openFactorWorld(wishes: Wishes = {}): Promise<FactorWorld> {
  const database = await freshDatabase();
  const university = (await arrangeUniversities(database.admin)).tpu;
  const provider = await startIdentityProviders(database, wishes);
  const client = await registerClient(provider);
  const column = async (sql: string, ...values: string[]) => {
    const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(sql, values);
    return rows.map((row) => row.text);
  };
  return {
    database,
    provider,
    client,
    somebody: async () => {
      const person = await arrangePerson(database.admin, { university });
      const path = `/api/v1/accounts/${person.personId}/password`;
      expect((await provider.api('PUT', path, 'accounts.write', { password })).status).toBe(204);
      const who = { login: person.eppn, password };
      const browser = new Browser();
      expect((await openAccount(provider, browser, who)).url).toContain('/account/security');
      return { person, who, browser };
    },
    afterPassword: async (browser, who) => {
      const request = authorizationRequest(provider.issuer, client);
      const page = await sendPassword(provider, browser, await beginSignIn(provider, browser, request), who);
      return { request, url: page.url, response: page.response };
    },
    idTokenAt: async (callback, verifier) => {
      const code = new URL(callback).searchParams.get('code');
      expect(code).not.toBeNull();
      const tokens = (await (await redeem(provider.issuer, client, code!, verifier)).json()) as { id_token: string };
      return decodeJwt(tokens.id_token);
    },
    kinds: (personId) =>
      column(
        'select kind as text from identity_provider.notices where person_id = ? and kind <> ? order by id',
        personId,
        'new-device',
      ),
    audited: (personId) =>
      column('select action as text from directory.audit_trail where subject = ? order by id', `person:${personId}`),
    stop: async () => {
      await provider.stop();
      await database.drop();
    },
  };
}

/** Sent back to the engine, which sends the browser on to the application. Who came too late is sent to begin again. */
export function isLetIn(answer: Response): boolean {
  return answer.status === 303 && /^(http:..localhost:\d+)?.auth./.test(answer.headers.get('location')!);
}
