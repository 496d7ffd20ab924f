import type { SamlAttribute } from './saml-response.ts';

type Claims = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Claims and the attributes that carry them (eduPerson 4.4, SCHAC 1.6, RFC 4519; MACE-Dir SAML attribute profiles). */
const attributes: Readonly<Record<string, readonly [oid: string, friendlyName: string]>> = {
  eduperson_scoped_affiliation: ['1.3.6.1.4.1.5923.1.1.1.9', 'eduPersonScopedAffiliation'],
  eduperson_entitlement: ['1.3.6.1.4.1.5923.1.1.1.7', 'eduPersonEntitlement'],
  eduperson_assurance: ['1.3.6.1.4.1.5923.1.1.1.11', 'eduPersonAssurance'],
  eduperson_principal_name: ['1.3.6.1.4.1.5923.1.1.1.6', 'eduPersonPrincipalName'],
  eduperson_orcid: ['1.3.6.1.4.1.5923.1.1.1.16', 'eduPersonOrcid'],
  schac_home_organization: ['1.3.6.1.4.1.25178.1.2.9', 'schacHomeOrganization'],
  schac_personal_unique_code: ['1.3.6.1.4.1.25178.1.2.14', 'schacPersonalUniqueCode'],
  voperson_id: ['1.3.6.1.4.1.25178.4.1.6', 'voPersonID'],
  email: ['0.9.2342.19200300.100.1.3', 'mail'],
  name: ['2.16.840.1.113730.3.1.241', 'displayName'],
  given_name: ['2.5.4.42', 'givenName'],
  family_name: ['2.5.4.4', 'sn'],
};

/** What publishers' licences ask for (MACE URN registry): whoever is a member, or sits in the library. */
export const commonLibTerms = 'urn:mace:dir:entitlement:common-lib-terms';
const entitled = new Set(['member', 'student', 'faculty', 'staff', 'employee', 'library-walk-in']);

export function samlAttributes(claims: Claims): SamlAttribute[] {
  return Object.entries(claims).flatMap(([claim, value]) => {
    const known = Object.hasOwn(attributes, claim) ? attributes[claim] : undefined;
    const values = (Array.isArray(value) ? (value as readonly string[]) : [value]).filter(
      (one) => typeof one === 'string',
    );
    if (!known || values.length === 0) return [];
    return { name: `urn:oid:${known[0]}`, friendlyName: known[1], values };
  });
}

/** The claims of somebody at a library's e-resource: with the entitlement that its licence names, if he has it. */
export function withLibraryTerms(claims: Claims, affiliations: readonly string[]): Claims {
  if (!affiliations.some((one) => entitled.has(one))) return claims;
  const present = claims['eduperson_entitlement'];
  const others = Array.isArray(present) ? (present as readonly string[]) : [];
  return { ...claims, eduperson_entitlement: [...new Set([...others, commonLibTerms])] };
}

/** SAML V2.0 Subject Identifier Attributes Profile 1.0 §3: `id@scope`, unique within the scope, and never given anew. */
export function subjectAttribute(kind: 'subject-id' | 'pairwise-id', value: string): SamlAttribute {
  return { name: `urn:oasis:names:tc:SAML:attribute:${kind}`, friendlyName: kind, values: [value] };
}
