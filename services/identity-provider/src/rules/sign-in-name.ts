/** What somebody typed into the field «Логин»: a login at the chosen university, or the whole name with its scope. */
export type SignInName =
  | { readonly kind: 'eppn'; readonly value: string; readonly scope: string }
  | { readonly kind: 'login'; readonly login: string };

/** Reads the field. `undefined` for what can be no login at all; that is answered like any unknown one. */
export function parseSignInName(typed: string): SignInName | undefined {
  const name = typed.normalize('NFC').trim().toLowerCase();
  if (name === '' || name.length > 256 || /[\s\p{Cc}]/u.test(name)) return undefined;
  const at = name.lastIndexOf('@');
  if (at === -1) return { kind: 'login', login: name };
  const scope = name.slice(at + 1);
  if (at === 0 || scope === '') return undefined;
  return { kind: 'eppn', value: name, scope };
}
