/** How much a service that speaks SAML or CAS learns: the three REFEDS categories, from little to much. */
export const frontReleases = ['anonymous', 'pseudonymous', 'personalized'] as const;
export type FrontRelease = (typeof frontReleases)[number];

/** The scopes that stand for it. A service that knows people by their `eppn` has to be told that, too. */
export function scopeOfRelease(
  release: FrontRelease,
  needs: { readonly eppn?: boolean; readonly email?: boolean } = {},
): string {
  return [
    'openid',
    release,
    ...(needs.eppn ? ['eduperson_principal_name'] : []),
    ...(needs.email && release !== 'personalized' ? ['email'] : []),
  ].join(' ');
}

/** What of them the scopes stand for; `undefined` where somebody chose scopes one by one. */
export function releaseOfScope(scope: string): FrontRelease | undefined {
  return frontReleases.find((one) => scope.split(' ').includes(one));
}

/** The category that a service names in its metadata, the most that it names; `undefined` where it names none. */
export function releaseOfCategories(categories: readonly string[]): FrontRelease | undefined {
  const named = (one: FrontRelease) =>
    categories.includes(`https://refeds.org/category/${one}`) ||
    (one === 'personalized' && categories.includes('http://refeds.org/category/research-and-scholarship'));
  return frontReleases.toReversed().find(named);
}
