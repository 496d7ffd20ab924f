import type { OperatorClient } from '../client/operator-client.ts';
import { CommandFailure } from '../command-failure.ts';
import { importRoll } from './import-roll.ts';

export interface NewPerson {
  readonly university: string;
  readonly number: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly affiliation: string;
  readonly birthDate: string;
  readonly login?: string;
  readonly email?: string;
  readonly patronymic?: string;
  readonly nationalNumber?: string;
  readonly orgUnit?: string;
  readonly programme?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
}

/** People whom the operator adds by hand stand in a source of their own, beside what the university's systems send. */
const source = 'operator';

/** Adds one person through the registrar's import, as a roll of one row that speaks of nobody else. */
export async function addPerson(client: OperatorClient, person: NewPerson): Promise<void> {
  const cells: Record<string, string | undefined> = {
    source_key: person.number,
    family_name: person.familyName,
    given_name: person.givenName,
    patronymic: person.patronymic,
    birth_date: person.birthDate,
    national_number: person.nationalNumber,
    login: person.login,
    email: person.email,
    affiliation: person.affiliation,
    org_unit: person.orgUnit,
    programme: person.programme,
    valid_from: person.validFrom,
    valid_until: person.validUntil,
  };
  const line = (values: readonly (string | undefined)[]) =>
    values.map((value) => `"${(value ?? '').replaceAll('"', '""')}"`).join(',');
  const roll = `${line(Object.keys(cells))}\n${line(Object.values(cells))}\n`;
  const result = await importRoll(client, {
    university: person.university,
    source,
    partial: true,
    body: new TextEncoder().encode(roll),
    onProgress: () => undefined,
  });
  const [refused] = (result['refused'] ?? []) as { en: string }[];
  if (refused) throw new CommandFailure('refused', refused.en, { refused });
}
