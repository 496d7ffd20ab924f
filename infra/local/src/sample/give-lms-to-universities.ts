import type { OperatorClient } from '@onecampus/operator';

const ownerOf = { 'sample-lms-a': 'tpu', 'sample-lms-b': 'tsu' } as const;

/**
 * Says whose the sample LMSs are: their university's administrators find them in the console, its people are let in without a
 * question, and people of the other universities read whose LMS asks to know them.
 */
export async function giveLmsToUniversities(operator: OperatorClient): Promise<void> {
  for (const [id, university] of Object.entries(ownerOf)) {
    const path = `/api/v1/clients/${id}`;
    const client = (await operator.call('identity-provider', 'GET', path)) as {
      version: string;
      university_id?: string;
    };
    if (client.university_id !== undefined) continue;
    await operator.call('identity-provider', 'PATCH', path, { version: client.version, university });
  }
}
