import { affiliationSchemas, etagOf, type ScimResource } from '@onecampus/scim';
import { isoDuration } from './iso-duration.ts';
import type { StoredAffiliationStatement } from './stored-affiliation.ts';

/** An Affiliation as it is given back. `base` ends without a slash. */
export function affiliationResource(said: StoredAffiliationStatement, base: string): ScimResource {
  const { effectiveUntil } = said;
  return {
    schemas: [affiliationSchemas[0].id],
    id: said.id,
    ...writableAffiliation(said),
    user: { value: said.userId, $ref: `${base}/Users/${said.userId}`, display: said.userName },
    ...(effectiveUntil === null ? {} : { effectiveUntil: effectiveUntil.toISOString() }),
    meta: {
      resourceType: 'Affiliation',
      created: said.createdAt.toISOString(),
      lastModified: said.updatedAt.toISOString(),
      location: `${base}/Affiliations/${said.id}`,
      version: etagOf(said.version),
    },
  };
}

/** What a client wrote: where a PATCH begins. */
export function writableAffiliation(said: StoredAffiliationStatement): ScimResource {
  const whole = {
    user: { value: said.userId },
    externalId: said.externalId,
    affiliation: said.affiliation,
    scope: said.scope,
    orgUnit: said.orgUnit,
    programme: said.programme,
    validFrom: said.validFrom.toISOString(),
    validUntil: said.validUntil?.toISOString() ?? null,
    grace: isoDuration(said.grace),
    endReason: said.endReason,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
}
