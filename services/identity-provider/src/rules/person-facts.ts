import type {
  EffectiveEntitlement,
  PersonalUniqueCode,
  PersonProfile,
  PrincipalName,
  University,
} from '@onecampus/directory';

/** What the directory knows of somebody at this moment. */
export type PersonFacts = {
  readonly profile: PersonProfile;
  /** The account's public reference; another than the profile's where its owner became part of somebody. */
  readonly referenceId: string;
  readonly email: string | undefined;
  readonly principalNames: readonly PrincipalName[];
  readonly uniqueCodes: readonly PersonalUniqueCode[];
  readonly entitlements: readonly EffectiveEntitlement[];
  readonly universities: readonly Pick<University, 'id' | 'homeOrganization' | 'scopes'>[];
  /** For which university he acts in this session, where he chose one. */
  readonly actingUniversityId: string | undefined;
  /** The scope in which the consortium's own references are unique: the host of the issuer. */
  readonly consortiumScope: string;
};
