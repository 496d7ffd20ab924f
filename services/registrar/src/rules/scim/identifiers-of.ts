import type { University } from '@onecampus/directory';
import { ScimError } from '@onecampus/scim';
import { checkedText } from './checked-text.ts';
import type { SaidUser } from './said-user.ts';

const loginPattern = /^[a-z0-9][a-z0-9._+-]{0,63}$/;
const orcidPattern = /^(?:https:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i;
const esiPrefix = 'urn:schac:personalUniqueCode:int:esi:';

type Part = Readonly<Record<string, unknown>>;

/** The identifiers that a User carries at the university, as the directory names them. */
export function identifiersOf(user: {
  readonly login: string;
  readonly campus: Part;
  readonly enterprise: Part;
  readonly university: Pick<University, 'homeOrganization' | 'scopes'>;
}): SaidUser['identifiers'] {
  const { campus, enterprise, university } = user;
  const scope = university.homeOrganization;
  const number = (value: unknown, name: string) => checkedText(value, name, 64);
  const eppn = eppnOf(user.login, university);
  const student = number(campus['studentNumber'], 'studentNumber');
  const employee =
    number(enterprise['employeeNumber'], 'employeeNumber') ?? number(campus['employeeNumber'], 'employeeNumber');
  const esi = esiOf(campus['europeanStudentIdentifier']);
  const orcid = orcidOf(campus['orcid']);
  return [
    ...(eppn === undefined ? [] : [eppn]),
    ...(student === null ? [] : [{ scheme: 'student_number', scope, value: student }]),
    ...(employee === null ? [] : [{ scheme: 'employee_number', scope, value: employee }]),
    ...(esi === undefined ? [] : [{ scheme: 'esi', scope, value: esi }]),
    ...(orcid === undefined ? [] : [{ scheme: 'orcid', scope: 'orcid.org', value: orcid }]),
  ];
}

/**
 * `ivanov` and `ivanov@tsu.ru` are ivanov@tsu.ru. A userName of another domain, or one that is no login, is taken and
 * given back, but nobody signs in with it.
 */
function eppnOf(login: string, university: Pick<University, 'homeOrganization' | 'scopes'>) {
  const [name = '', domain, ...more] = login.toLowerCase().split('@');
  const scope = domain ?? university.homeOrganization;
  const isOwn = more.length === 0 && (scope === university.homeOrganization || university.scopes.includes(scope));
  return isOwn && loginPattern.test(name) ? { scheme: 'eppn', scope, value: `${name}@${scope}` } : undefined;
}

function orcidOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, id] = orcidPattern.exec(value.trim()) ?? [];
  if (id === undefined || !hasCheckDigit(id)) {
    throw new ScimError(400, 'orcid is no ORCID iD: 0000-0002-1825-0097.', 'invalidValue');
  }
  return id.toUpperCase();
}

/** ISO 7064 mod 11-2 over the first fifteen digits. */
function hasCheckDigit(id: string): boolean {
  const digits = id.replaceAll('-', '').toUpperCase();
  let total = 0;
  for (const digit of digits.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check));
}

function esiOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.startsWith(esiPrefix) || value.length > 255 || /\s/.test(value)) {
    throw new ScimError(400, `europeanStudentIdentifier must begin with ${esiPrefix}.`, 'invalidValue');
  }
  return value;
}
