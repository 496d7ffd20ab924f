/** eduPersonEntitlement (eduPerson 4.4.0 §2.2.5): a URI that a service understands, owned by one university. */
export interface Entitlement {
  readonly uri: string;
  readonly universityId: string;
  readonly label: { readonly ru: string; readonly en: string };
}

/** Who is to have an entitlement: one person, one group, or everybody of an affiliation. */
export type EntitlementHolder =
  | { readonly personId: string }
  | { readonly groupId: string }
  | { readonly universityId: string; readonly affiliation: string };

export interface EntitlementGrant {
  readonly id: string;
  readonly uri: string;
  readonly personId: string | null;
  readonly groupId: string | null;
  readonly affiliationUniversityId: string | null;
  readonly affiliation: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** The agreement it rests on; it ends with it. */
  readonly agreement: string | null;
  readonly grantedBy: string;
}
