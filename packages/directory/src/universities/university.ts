export interface University {
  readonly id: string;
  readonly slug: string;
  /** schacHomeOrganization: the university's own domain. */
  readonly homeOrganization: string;
  readonly scopes: readonly string[];
  readonly name: { readonly ru: string; readonly en: string };
  readonly shortName: { readonly ru: string; readonly en: string };
  /** Other words by which people look for it, in both alphabets. */
  readonly aliases: readonly string[];
  readonly timeZone: string;
  /** It is no member any more: kept for the names of what was, and offered to nobody who chooses. */
  readonly hasLeft?: boolean;
}
