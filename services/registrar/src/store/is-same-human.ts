import type { Tx } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';

const person = /^person:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Two actors are one: written alike, or two identities of one human, who may have joined them since. Whoever has two accounts is
 * no second pair of eyes to himself.
 */
export async function isSameHuman(tx: Tx, one: Actor | string | null, other: Actor | string): Promise<boolean> {
  if (one === other) return true;
  const [here, there] = [one ?? '', other].map((actor) => person.exec(actor)?.[1]);
  if (here === undefined || there === undefined) return false;
  const { rows } = await tx.raw<{ rows: { same: boolean | null }[] }>(
    'select directory.canonical_person(?) = directory.canonical_person(?) as same',
    [here, there],
  );
  return rows[0]?.same === true;
}
