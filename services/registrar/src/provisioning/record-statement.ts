import type { RecordStatement } from '@onecampus/directory';
import { nameKeyOf } from '@onecampus/person-matching';
import type { SaidUser } from '../rules/scim/said-user.ts';

/** What a User says, as a source record keeps it. Without an externalId the record's own id is its key. */
export function recordStatement(
  said: SaidUser,
  record: {
    readonly id: string;
    readonly sourceId: string;
    readonly universityId: string;
    readonly nationalNumberMark: string | null;
  },
): RecordStatement {
  const { familyName, givenName, patronymic, birthDate, email, phone } = said;
  const { nationalNumberMark } = record;
  const nameKey = said.isNamed ? nameKeyOf({ familyName, givenName, patronymic }) : null;
  return {
    sourceKey: said.externalId ?? record.id,
    values: {
      family_name: familyName,
      given_name: givenName,
      patronymic,
      birth_date: birthDate,
      email,
      phone,
    },
    nationalNumberMark,
    nameKey: nameKey === '' ? null : nameKey,
  };
}
