import { normalIdentifier, type University } from '@onecampus/directory';
import { ScimError, type ScimResource } from '@onecampus/scim';
import { defaultAffiliationWords } from '../default-words.ts';
import { readNationalNumber } from '../national-number.ts';
import { readDate } from '../read-date.ts';
import { wordLookup } from '../word-lookup.ts';
import { checkedText } from './checked-text.ts';
import { campusUrn, enterpriseUrn } from './extension-urns.ts';
import { identifiersOf } from './identifiers-of.ts';
import { nameOfUser } from './name-of-user.ts';
import type { SaidUser } from './said-user.ts';

/** What one User may hold, as JSON. */
const attributes_length_max = 100_000;
/** RFC 5321 §4.5.3.1. */
const address_length_max = 254;

const affiliationOf = wordLookup({}, defaultAffiliationWords);

type Part = Readonly<Record<string, unknown>>;

/**
 * Understands a User that `readResource` or a PATCH made. `today` is an ISO day at the university. @throws ScimError 400
 * invalidValue with a sentence for whoever keeps the client.
 */
export function readUser(
  resource: ScimResource,
  university: Pick<University, 'homeOrganization' | 'scopes'>,
  today: string,
): SaidUser {
  const { schemas: _, id: __, meta: ___, userName, externalId, active, ...rest } = resource as Part;
  const { nationalNumber, ...campus } = (rest[campusUrn] ?? {}) as Part;
  const attributes = withPart(rest, campusUrn, campus);
  if (JSON.stringify(attributes).length > attributes_length_max) {
    throw new ScimError(400, `A User holds ${attributes_length_max} characters at most.`, 'invalidValue');
  }
  const login = checkedText(userName, 'userName', 254)!;
  const enterprise = (rest[enterpriseUrn] ?? {}) as Part;
  return {
    // As sent, for the client asks for it as sent; checked all the same.
    userName: String(userName),
    userNameNormal: normalIdentifier(String(userName)),
    externalId: checkedText(externalId, 'externalId', 200) === null ? null : String(externalId),
    active: active as boolean | undefined,
    attributes,
    ...nameOfUser(rest, login),
    birthDate: readBirthDate(campus['birthDate'], today),
    nationalNumber: readNumber(nationalNumber),
    email: checkedText(mainOf(everyAddress(rest['emails'])), 'emails.value', address_length_max),
    phone: checkedText(mainOf(rest['phoneNumbers']), 'phoneNumbers.value', 100),
    identifiers: identifiersOf({ login, campus, enterprise, university }),
    affiliation: typeof rest['userType'] === 'string' ? affiliationOf(rest['userType']) : undefined,
  };
}

function withPart(resource: Part, urn: string, part: Part): Part {
  const { [urn]: _, ...rest } = resource;
  return Object.keys(part).length === 0 ? rest : { ...rest, [urn]: part };
}

function readBirthDate(value: unknown, today: string): string | null {
  if (value === undefined) return null;
  const day = typeof value === 'string' ? readDate(value) : undefined;
  if (day === undefined) throw new ScimError(400, 'birthDate is no day from 1900 on.', 'invalidValue');
  if (day > today) throw new ScimError(400, 'birthDate lies in the future.', 'invalidValue');
  return day;
}

function readNumber(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const digits = typeof value === 'string' ? readNationalNumber(value) : undefined;
  if (digits === undefined) {
    throw new ScimError(400, 'nationalNumber is not eleven digits with fitting check digits.', 'invalidValue');
  }
  return digits;
}

/** All of them go into an index, which takes no long ones. */
function everyAddress(emails: unknown): unknown {
  for (const one of (Array.isArray(emails) ? emails : []) as readonly Part[]) {
    checkedText(one['value'], 'emails.value', address_length_max);
  }
  return emails;
}

/** The value of the primary element, else of the one for work, else of the first. */
function mainOf(values: unknown): unknown {
  const list = (Array.isArray(values) ? values : []) as readonly Part[];
  const main = list.find((one) => one['primary'] === true) ?? list.find((one) => one['type'] === 'work') ?? list[0];
  return main?.['value'];
}
