import { recordDisclosures } from '@onecampus/directory';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { type Released, releasedClaims } from '../own-front/released-claims.ts';
import type { OwnSignIn } from '../provider/internal-front.ts';
import { samlAttributes, subjectAttribute, withLibraryTerms } from '../rules/saml-attributes.ts';
import { contextOf } from '../rules/saml-contexts.ts';
import { nameIdFormats, samlStatus } from '../rules/saml-names.ts';
import { answerXml, assertionXml, type NameId, type Status, succeeded } from '../rules/saml-response.ts';
import { setSamlFront } from '../store/session-fronts.ts';
import { encrypted, signed } from './codec.ts';
import { entityIdOf, samlId, subjectScopeOf } from './places.ts';
import { samlKeys } from './saml-keys.ts';
import type { BelievedRequest } from './sign-in-request.ts';

const refused = (reason: string, code: string = samlStatus.responder): Status => ({ code, reason });
export const noPassive = refused(samlStatus.noPassive);
export const requestDenied = refused(samlStatus.requestDenied);
export const noAuthnContext = refused(samlStatus.noAuthnContext);
export const authnFailed = refused(samlStatus.authnFailed);
export const invalidNameIdPolicy = refused(samlStatus.invalidNameIdPolicy, samlStatus.requester);

/** A signed answer that says no (Core 2.0 §3.2.2.2). */
export async function refusal(
  context: Context,
  { asked }: Pick<BelievedRequest, 'asked'>,
  status: Status,
): Promise<string> {
  const { signing } = await samlKeys(context);
  return signed(answerXml('Response', envelope(context, asked, status)), signing).xml;
}

/**
 * A signed answer that says who signed in, the assertion signed on its own as well, and encrypted where the service has a
 * key for that. `undefined` where the session or the account has ended meanwhile.
 */
export async function assertionOf(
  context: Context,
  request: BelievedRequest,
  who: OwnSignIn,
): Promise<string | undefined> {
  const { asked, client, service } = request;
  const classRef = contextOf(who.acr, asked.contexts);
  if (classRef === undefined) return refusal(context, request, noAuthnContext);
  const { accountId, scope, sessionUid } = who;
  const id = samlId(randomToken());
  const occasion = hashToken(id);
  const released = await releasedClaims(context, { accountId, client, scope, sessionUid, occasion });
  if (!released) return undefined;
  const nameId = nameIdOf(context, request, released, who.sid);
  if (!nameId) return refusal(context, request, invalidNameIdPolicy);
  // Only now: a service that cannot be told of the sign-out gets nobody signed in.
  const front = { protocol: 'saml', nameId, sessionIndex: who.sid } as const;
  if (!(await setSamlFront(context.db, { sessionUid, clientId: client.id, front }))) return undefined;
  const claims = service.libraryTerms ? await entitled(context, request, released, occasion) : released.claims;
  const subject = subjectOf(context, request, released);
  const { signing } = await samlKeys(context);
  const assertion = signed(
    assertionXml({
      id,
      issuer: entityIdOf(context),
      at: context.clock.now(),
      audience: service.entityId,
      recipient: asked.consumerUrl,
      inResponseTo: asked.requestId,
      nameId,
      authenticatedAt: new Date(who.authenticatedAt * 1_000),
      sessionIndex: who.sid,
      context: classRef,
      attributes: [...subject, ...samlAttributes(claims)],
    }),
    signing,
  );
  const [certificate] = service.metadata.encryptionCertificates;
  const response = answerXml('Response', envelope(context, asked, succeeded), assertion);
  return signed(certificate === undefined ? response : await encrypted(response, certificate), signing).xml;
}

function envelope(context: Context, asked: BelievedRequest['asked'], status: Status) {
  return {
    id: samlId(randomToken()),
    issuer: entityIdOf(context),
    at: context.clock.now(),
    destination: asked.consumerUrl,
    inResponseTo: asked.requestId,
    status,
  };
}

/** What the person is called: as the request wants it, else as the service's administrator chose. */
function nameIdOf(
  context: Context,
  { asked, service }: BelievedRequest,
  { sub, claims }: Released,
  sid: string,
): NameId | undefined {
  const wanted = asked.nameIdFormat === nameIdFormats.unspecified ? undefined : asked.nameIdFormat;
  switch (wanted ?? nameIdFormats[service.nameId]) {
    case nameIdFormats.persistent:
      // A service that is to know nobody again gets no lasting name by asking for one.
      if (service.subjectId === 'none' && service.nameId !== 'persistent') return undefined;
      return {
        format: nameIdFormats.persistent,
        value: sub,
        nameQualifier: entityIdOf(context),
        spNameQualifier: service.entityId,
      };
    case nameIdFormats.email:
      return typeof claims.email === 'string' ? { format: nameIdFormats.email, value: claims.email } : undefined;
    default:
      // One for each session and service, so that whichever tab signs out is known by it.
      return { format: nameIdFormats.transient, value: samlId(hashToken(`transient ${sid}`)) };
  }
}

/** What everybody knows the person by is told as `voperson_id` is: as far as the service's policy allows. */
function subjectOf(context: Context, { service }: BelievedRequest, { sub, claims }: Released) {
  switch (service.subjectId) {
    case 'none':
      return [];
    case 'subject-id':
      return typeof claims.voperson_id === 'string' ? [subjectAttribute('subject-id', claims.voperson_id)] : [];
    default:
      return [subjectAttribute('pairwise-id', `${sub}@${subjectScopeOf(context)}`)];
  }
}

/** The entitlement of a licence is told like everything else: it is on record by whose member it was. */
async function entitled(context: Context, { client }: BelievedRequest, released: Released, occasion: string) {
  const claims = withLibraryTerms(released.claims, released.affiliations);
  if (claims !== released.claims && released.claims.eduperson_entitlement === undefined) {
    await recordDisclosures(context.db, [
      {
        personId: released.personId,
        fromUniversityId: released.universityId,
        to: `client:${client.id}`,
        attributes: ['eduperson_entitlement'],
        basis: 'contract',
        purpose: 'sign-in',
        occasion: hashToken(`${occasion} library terms`),
      },
    ]);
  }
  return claims;
}
