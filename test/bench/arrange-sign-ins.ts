import { operatorClient } from '@onecampus/operator';
import type { FreshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';
import { scope } from './code-flow.ts';
import type { SignInPerson } from './password-sign-in.ts';

const redirectUri = 'http://127.0.0.1:9/callback';

/** People with passwords and one application, made as an operator makes them: through the identity provider's API. */
export async function arrangeSignIns(options: {
  database: FreshDatabase;
  issuer: string;
  operatorSecret: string;
  people: number;
}): Promise<{ people: SignInPerson[]; application: { clientId: string; clientSecret: string; redirectUri: string } }> {
  const { database, issuer } = options;
  const operator = operatorClient({
    issuer,
    clientId: 'operator',
    clientSecret: options.operatorSecret,
    services: { 'identity-provider': issuer, registrar: issuer, 'card-issuer': issuer, 'access-checker': issuer },
  });
  const client = await operator.call<{ client_id: string; client_secret: string }>(
    'identity-provider',
    'POST',
    '/api/v1/clients',
    {
      client_name: 'Courses',
      redirect_uris: [redirectUri],
      subject_type: 'public',
      subject_type_reason: 'the tests compare it with the directory',
      scope,
    },
  );
  const { tpu } = await arrangeUniversities(database.admin);
  const people: SignInPerson[] = [];
  for (let number = 0; number < options.people; number += 1) {
    const person = await arrangePerson(database.admin, { university: tpu });
    const password = `correct horse ${number} battery`;
    await operator.call('identity-provider', 'PUT', `/api/v1/accounts/${person.personId}/password`, { password });
    const login = person.eppn.slice(0, person.eppn.indexOf('@'));
    people.push({ university: tpu.slug, login, password, sub: person.referenceId });
  }
  // A database that has grown for weeks knows how many rows it has; a new one is told.
  await database.admin.raw('analyze');
  return { people, application: { clientId: client.client_id, clientSecret: client.client_secret, redirectUri } };
}
