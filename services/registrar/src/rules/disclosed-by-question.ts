import type { Disclosure, NewMatchRequest } from '@onecampus/directory';

/** Says nothing about a person: where the records came from, and how their cells were written. */
const aboutNobody = new Set(['source', 'nameOrder', 'alphabet']);

/** A question between two universities tells each how its own record compares with the other's: that much left each of them. */
export function disclosedByQuestion(
  request: NewMatchRequest,
  people: { readonly personId: string; readonly candidatePersonId: string },
): Disclosure[] {
  const { universityId, candidateUniversityId, id, evidence } = request;
  if (universityId === candidateUniversityId) return [];
  const attributes = Object.entries(evidence)
    .filter(([name, outcome]) => outcome !== 'missing' && !aboutNobody.has(name))
    .map(([name]) => name);
  const told = { attributes, basis: 'public-task', purpose: 'matching', occasion: `match:${id}` } as const;
  return [
    { ...told, personId: people.personId, fromUniversityId: universityId, to: `university:${candidateUniversityId}` },
    {
      ...told,
      personId: people.candidatePersonId,
      fromUniversityId: candidateUniversityId,
      to: `university:${universityId}`,
    },
  ];
}
