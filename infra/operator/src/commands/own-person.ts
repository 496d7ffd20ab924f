import type { OperatorClient } from '../client/operator-client.ts';
import { columns, pairs } from '../output.ts';

interface Belief {
  readonly affiliation: string;
  readonly scope: string;
  readonly orgUnit: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly recordedFrom: string;
  readonly recordedUntil: string | null;
}

/** A person as one university knows him; only what is printed is named. */
export interface OwnPerson {
  readonly personId: string;
  readonly referenceId: string;
  readonly records: readonly {
    readonly source: string;
    readonly sourceKey: string;
    readonly familyName: string;
    readonly givenName: string | null;
    readonly patronymic: string | null;
    readonly version: number;
    readonly history: readonly { readonly until: string; readonly changed: readonly string[] }[];
  }[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string; readonly state: string }[];
  readonly personalUniqueCodes: readonly { readonly value: string }[];
  readonly affiliations: readonly Belief[];
  readonly asKnown?: readonly Belief[];
  readonly groups: readonly { readonly displayName: string; readonly validUntil: string | null }[];
  readonly entitlements: readonly { readonly uri: string }[];
}

export interface OwnPersonOptions {
  readonly university: string;
  readonly validAt?: string;
  readonly knownAt?: string;
}

export function ownPerson(client: OperatorClient, personId: string, options: OwnPersonOptions): Promise<OwnPerson> {
  const query = new URLSearchParams();
  if (options.validAt !== undefined) query.set('valid_at', momentOf(options.validAt));
  if (options.knownAt !== undefined) query.set('known_at', momentOf(options.knownAt));
  const path = `/api/v1/universities/${encodeURIComponent(options.university)}/people/${personId}?${query}`;
  return client.call<OwnPerson>('registrar', 'GET', path);
}

/** A day is its first moment where the command runs; a moment stays as it is. */
function momentOf(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : text;
}

export function linesOfOwnPerson(person: OwnPerson): string[] {
  const beliefs = person.asKnown ?? person.affiliations;
  return [
    ...pairs([
      ['person', person.personId],
      ['sub', person.referenceId],
      ...person.personalUniqueCodes.map((one) => ['esi', one.value] as const),
    ]),
    ...section(person.asKnown ? 'As it was, as it was known' : 'Affiliations', [
      ['affiliation', 'unit', 'from', 'until', 'believed from', 'believed until'],
      ...beliefs.map((one) => [
        `${one.affiliation}@${one.scope}`,
        one.orgUnit,
        one.validFrom,
        one.validUntil ?? 'open',
        one.recordedFrom,
        one.recordedUntil ?? 'still',
      ]),
    ]),
    ...section('Records', [
      ['source', 'key', 'name', 'version', 'changed'],
      ...person.records.map((one) => [
        one.source,
        one.sourceKey,
        [one.familyName, one.givenName, one.patronymic].filter((part) => part).join(' '),
        one.version,
        one.history.map(({ until, changed }) => `${until.slice(0, 10)}: ${changed.join(', ')}`).join('; '),
      ]),
    ]),
    ...section('Identifiers', [
      ['scheme', 'value', 'state'],
      ...person.identifiers.map((one) => [one.scheme, one.value, one.state]),
    ]),
    ...section('Groups', [
      ['name', 'until'],
      ...person.groups.map((one) => [one.displayName, one.validUntil ?? 'open']),
    ]),
    ...section('Entitlements', [['uri'], ...person.entitlements.map((one) => [one.uri])]),
  ];
}

function section(title: string, [headings, ...rows]: readonly (readonly unknown[])[]): string[] {
  if (rows.length === 0) return [];
  return ['', title, ...columns(headings as string[], rows).map((line) => `  ${line}`)];
}
