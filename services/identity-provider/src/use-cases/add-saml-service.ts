import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { frontServiceAdded } from '../events/front-services.ts';
import { releaseOfCategories, releaseOfScope, scopeOfRelease } from '../rules/front-release.ts';
import type { ServiceMetadata } from '../rules/saml-metadata.ts';
import { fitMetadata } from '../saml/fit-metadata.ts';
import { insertClient, plainClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';
import { insertSamlService, type SamlService } from '../store/saml-services.ts';

export type NewSamlService = Pick<SamlService, 'nameId' | 'libraryTerms'> & {
  readonly universityId: string | null;
  readonly metadataXml: string;
  /** What people read; what the metadata say, where it is not given. */
  readonly name?: string | undefined;
  readonly nameRu?: string | undefined;
  readonly subjectId?: SamlService['subjectId'] | undefined;
  /** What the service's entity categories ask for, and at least where somebody belongs, where nothing is said. */
  readonly scope?: string | undefined;
  readonly own: boolean;
};

type Place = { readonly db: Db; readonly issuer: string; readonly production: boolean; readonly now: Date };

/**
 * Lets a service that speaks SAML sign people in, by its metadata.
 *
 * @throws DomainError `client.unfit` with what is wrong in the metadata, `client.exists` where the entity is known already.
 */
export async function addSamlService(
  place: Place,
  actor: Actor,
  asked: NewSamlService,
): Promise<{ readonly clientId: string; readonly entityId: string }> {
  const metadata = fitMetadata(asked.metadataXml, place);
  const clientId = `saml-${uuidv7()}`;
  const { entityId } = metadata;
  const release = releaseOfCategories(metadata.entityCategories) ?? 'anonymous';
  const chosen = asked.scope ?? scopeOfRelease(release, { email: asked.nameId === 'email' });
  const subjectId = asked.subjectId ?? wished(metadata, chosen);
  // Whoever is to know the code that others know is told it as one claim among the others.
  const scope = subjectId === 'subject-id' ? [...new Set([...chosen.split(' '), 'voperson_id'])].join(' ') : chosen;
  const host = new URL(metadata.assertionConsumers[0]!.location).hostname;
  const name = asked.name ?? metadata.displayName.en ?? metadata.displayName.ru ?? host;
  await transaction(place.db, async (tx) => {
    await insertClient(
      tx,
      {
        ...plainClient,
        id: clientId,
        protocol: 'saml',
        origin: 'console',
        universityId: asked.universityId,
        sector: host.replace(/[^a-z0-9.-]/g, ''),
        name,
        nameRu: asked.nameRu ?? metadata.displayName.ru ?? name,
        secretHash: null,
        tokenEndpointAuthMethod: 'none',
        applicationType: 'web',
        redirectUris: [`${place.issuer}/saml/continue`],
        postLogoutRedirectUris: [],
        backchannelLogoutUri: null,
        grantTypes: ['authorization_code'],
        scope,
        firstParty: asked.own,
        metadata: {},
      },
      actor,
    );
    const service = {
      clientId,
      entityId,
      metadata,
      nameId: asked.nameId,
      subjectId,
      libraryTerms: asked.libraryTerms,
    };
    if (!(await insertSamlService(tx, service, asked.metadataXml)))
      throw new DomainError('client.exists', 'There is a SAML service of this entity id already.');
    await frontServiceAdded(tx, actor, { clientId, universityId: asked.universityId, protocol: 'saml' });
    await announceNews(tx);
  });
  return { clientId, entityId };
}

/**
 * By which code the service knows people, where nobody chose one. What everybody else knows them by is told only to a
 * service that asks for it and learns names as well; one that is to know nobody again gets none.
 */
function wished({ subjectId }: ServiceMetadata, scope: string): SamlService['subjectId'] {
  const release = releaseOfScope(scope);
  if (subjectId === 'none' || (release === 'anonymous' && subjectId === null)) return 'none';
  return subjectId === 'subject-id' && release === 'personalized' ? 'subject-id' : 'pairwise-id';
}
