import { splitFullName } from '../split-full-name.ts';
import { checkedText } from './checked-text.ts';
import type { SaidUser } from './said-user.ts';

const name_length_max = 150;

/** The person's name: the parts, else the whole name as one text (family name first), else the login in its place. */
export function nameOfUser(
  attributes: Readonly<Record<string, unknown>>,
  login: string,
): Pick<SaidUser, 'familyName' | 'givenName' | 'patronymic' | 'isNamed'> {
  const name = (attributes['name'] ?? {}) as Readonly<Record<string, unknown>>;
  const part = (key: string) => checkedText(name[key], `name.${key}`, name_length_max);
  const familyName = part('familyName');
  const [givenName, patronymic] = [part('givenName'), part('middleName')];
  if (familyName !== null) return { familyName, givenName, patronymic, isNamed: true };
  const whole =
    checkedText(name['formatted'], 'name.formatted', 400) ?? checkedText(attributes['displayName'], 'displayName', 400);
  if (givenName !== null) return { familyName: givenName, givenName: null, patronymic, isNamed: true };
  if (whole === null)
    return { familyName: login.slice(0, name_length_max), givenName: null, patronymic: null, isNamed: false };
  const split = splitFullName(whole);
  return { ...split, familyName: split.familyName.slice(0, name_length_max), isNamed: true };
}
