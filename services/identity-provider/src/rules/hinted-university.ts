import type { University } from '@onecampus/directory';

/**
 * The university that an application means: by `domain_hint`, or by what follows the `@` of `login_hint`. A hint that names
 * no member of the consortium hints at nothing; it is no error (OpenID Connect Core §3.1.2.1).
 */
export function hintedUniversity(
  universities: readonly University[],
  hints: { readonly loginHint: string | undefined; readonly domainHint: string | undefined },
): University | undefined {
  return ofDomain(universities, hints.domainHint) ?? ofDomain(universities, scopeOf(hints.loginHint));
}

/** The university whose domain, or a domain above, is the given one: `stud.tsu.example` belongs to `tsu.example`. */
export function ofDomain(universities: readonly University[], domain: string | undefined): University | undefined {
  let wanted = domain?.normalize('NFKC').trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '');
  while (wanted?.includes('.')) {
    const found = universities.find((one) => one.homeOrganization === wanted || one.scopes.includes(wanted!));
    if (found) return found;
    wanted = wanted.slice(wanted.indexOf('.') + 1);
  }
  return undefined;
}

function scopeOf(name: string | undefined): string | undefined {
  const at = name?.lastIndexOf('@') ?? -1;
  return at > 0 ? name!.slice(at + 1) : undefined;
}
