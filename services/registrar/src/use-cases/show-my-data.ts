import { acrossUniversities } from '@onecampus/directory';
import { type MyData, readMyData } from '../my-data/read-my-data.ts';
import type { Registry } from '../registry.ts';

export type { MyData, MyPart } from '../my-data/read-my-data.ts';

/**
 * Who says what about a person: to be shown to nobody but himself, whoever calls this has made sure of that. His own look
 * is not on record; a copy that he takes away is (`download-my-data`).
 *
 * @throws DomainError `person.unknown`, of an erased person as well.
 */
export function showMyData(registry: Pick<Registry, 'db'>, wanted: { readonly personId: string }): Promise<MyData> {
  return acrossUniversities(registry.db, (tx) => readMyData(tx, wanted.personId));
}
