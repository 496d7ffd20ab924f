export interface NameParts {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
}

/**
 * `Иванов Иван Иванович` in its parts: the first word is the family name, the second the given name, all further words
 * the patronymic (`Гасан оглы` is one). A comma after the family name is allowed.
 */
export function splitFullName(fullName: string): NameParts {
  const [familyName = '', givenName, ...rest] = fullName
    .replace(/^([^,]+),/u, '$1 ')
    .split(' ')
    .filter((part) => part !== '');
  return { familyName, givenName: givenName ?? null, patronymic: rest.length > 0 ? rest.join(' ') : null };
}
