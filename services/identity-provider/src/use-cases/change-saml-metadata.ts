import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { samlMetadataChanged } from '../events/front-services.ts';
import { fitMetadata } from '../saml/fit-metadata.ts';
import { findOwnedClient } from '../store/client-owners.ts';
import { announceNews } from '../store/news.ts';
import { updateSamlMetadata } from '../store/saml-services.ts';

/**
 * Takes up what a service says of itself now: other addresses, another key. It stays who it is.
 *
 * @throws DomainError `client.unknown`, also for another university's; `client.unfit` with what is wrong.
 */
export async function changeSamlMetadata(
  { db, production, now }: { readonly db: Db; readonly production: boolean; readonly now: Date },
  actor: Actor,
  asked: { readonly id: string; readonly universityId: string; readonly metadataXml: string },
): Promise<void> {
  const metadata = fitMetadata(asked.metadataXml, { production, now });
  await transaction(db, async (tx) => {
    const client = await findOwnedClient(tx, asked.id, { universityId: asked.universityId });
    if (client?.protocol !== 'saml') throw new DomainError('client.unknown', 'No such service.');
    if (!(await updateSamlMetadata(tx, asked.id, metadata, asked.metadataXml)))
      throw new DomainError('client.unfit', 'These are the metadata of another service.', {
        details: { faults: [{ field: 'metadata', message: 'the entityID is another one' }] },
      });
    await samlMetadataChanged(tx, actor, { clientId: client.id, universityId: client.universityId });
    await announceNews(tx);
  });
}
