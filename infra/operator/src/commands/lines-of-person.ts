import type { FoundPerson } from '../find-person.ts';
import { columns, pairs } from '../output.ts';

/** A person as the registrar's API tells of one; only what is printed is named. */
interface ShownPerson {
  readonly personId: string;
  readonly referenceId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly affiliations: readonly {
    affiliation: string;
    scope: string;
    orgUnit: string | null;
    effectiveUntil: string | null;
  }[];
  readonly records: readonly {
    university: string;
    source: string;
    sourceKey: string;
    birthDate: string | null;
    missingSince: string | null;
  }[];
  readonly identifiers: readonly { scheme: string; value: string; state: string }[];
  readonly roles: readonly { role: string; university?: string; universityId?: string }[];
}

export function linesOfPerson(found: FoundPerson): string[] {
  const person = found as unknown as ShownPerson;
  return [
    ...pairs([
      ['name', [person.familyName, person.givenName, person.patronymic].filter((part) => part).join(' ')],
      ['person', person.personId],
      ['sub', person.referenceId],
    ]),
    ...section(
      'In effect now',
      columns(
        ['affiliation', 'unit', 'until'],
        person.affiliations.map((one) => [
          `${one.affiliation}@${one.scope}`,
          one.orgUnit,
          one.effectiveUntil ?? 'open',
        ]),
      ),
    ),
    ...section(
      'Identifiers',
      columns(
        ['scheme', 'value', 'state'],
        person.identifiers.map((one) => [one.scheme, one.value, one.state]),
      ),
    ),
    ...section(
      'Records',
      columns(
        ['university', 'key', 'born', 'source'],
        person.records.map((one) => [one.university, one.sourceKey, one.birthDate, one.source]),
      ),
    ),
    ...(person.roles.length > 0
      ? section(
          'Roles',
          person.roles.map((one) => `${one.role} at ${one.university ?? one.universityId}`),
        )
      : []),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines.map((line) => `  ${line}`)];
}
