import { transaction } from '@onecampus/database';
import { recordChange } from '@onecampus/directory';
import type { FreshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson } from '../../support/people.ts';
import { type ArrangedCard, arrangeCard } from './cards.ts';
import { poolOf } from './pools.ts';

export interface ArrangedHolder extends ArrangedPerson {
  readonly card: ArrangedCard;
}

/** A person with a card in order, announced in the feed as an import would. */
export async function arrangeHolder(
  database: FreshDatabase,
  wanted: Parameters<typeof arrangePerson>[1] & {
    card?: Omit<Parameters<typeof arrangeCard>[1], 'personId' | 'universityId'>;
  },
): Promise<ArrangedHolder> {
  const { card: wantedCard, ...person } = wanted;
  const arranged = await arrangePerson(database.admin, person);
  await announce(database, arranged.personId);
  const card = await arrangeCard(database, {
    personId: arranged.personId,
    universityId: wanted.university.id,
    ...wantedCard,
  });
  return { ...arranged, card };
}

export async function announce(database: FreshDatabase, personId: string): Promise<void> {
  await transaction(poolOf(database, 'registrar'), (tx) =>
    recordChange(tx, { topic: 'person.changed', entityId: personId }),
  );
}
