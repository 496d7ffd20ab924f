import type { StoredAffiliation, University } from '@onecampus/directory';
import { ScimError, type ScimResource } from '@onecampus/scim';
import { checkedText } from './checked-text.ts';

/** An Affiliation as the client said it. Times as sent; null: from now on, without end, the university's own grace. */
export interface SaidAffiliation {
  readonly userId: string;
  readonly externalId: string | null;
  readonly affiliation: StoredAffiliation;
  readonly scope: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly grace: string | null;
  readonly endReason: string | null;
}

/** Understands an Affiliation that `readResource` made. @throws ScimError 400 invalidValue. */
export function readAffiliation(
  resource: ScimResource,
  university: Pick<University, 'homeOrganization' | 'scopes'>,
): SaidAffiliation {
  const text = (name: string) => checkedText(resource[name], name, 300);
  const scope = text('scope')?.toLowerCase() ?? university.homeOrganization;
  if (!university.scopes.includes(scope)) {
    throw new ScimError(400, 'scope must be a domain of this university.', 'invalidValue');
  }
  const [validFrom, validUntil] = [text('validFrom'), text('validUntil')];
  if (validFrom !== null && validUntil !== null && Date.parse(validUntil) <= Date.parse(validFrom)) {
    throw new ScimError(400, 'validUntil must come after validFrom.', 'invalidValue');
  }
  return {
    userId: (resource['user'] as { value: string }).value,
    externalId: checkedText(resource['externalId'], 'externalId', 200),
    affiliation: resource['affiliation'] as StoredAffiliation,
    scope,
    orgUnit: text('orgUnit'),
    programme: text('programme'),
    validFrom,
    validUntil,
    grace: text('grace'),
    endReason: text('endReason'),
  };
}
