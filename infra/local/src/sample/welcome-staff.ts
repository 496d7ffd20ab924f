import type { OperatorClient } from '@onecampus/operator';
import { consortium } from '@onecampus/sample-big-tomsk';

/** Gives every sample person a password and staff their roles; returns the people's ids by their slug. */
export async function welcomeStaff(operator: OperatorClient, password: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const person of consortium.signIns) {
    const identity = person.identities[0]!;
    const scope = consortium.universities.find((one) => one.slug === identity.university)!.scope;
    const { people } = await operator.call<{ people: { personId: string }[] }>(
      'registrar',
      'GET',
      `/api/v1/people?${new URLSearchParams({ eppn: `${identity.login}@${scope}` })}`,
    );
    const personId = people[0]?.personId;
    if (!personId) throw new Error(`The import did not bring ${person.slug}.`);
    ids[person.slug] = personId;
    await operator.call('identity-provider', 'PUT', `/api/v1/accounts/${personId}/password`, { password });
    for (const { university, role } of person.staffRoles) {
      await operator.call('registrar', 'POST', `/api/v1/people/${personId}/roles`, { university, role });
    }
  }
  return ids;
}
