import type { Tx } from '@onecampus/database';
import type { OwnAndForeign } from './own-and-foreign.ts';

const blocks = 'directory.patron_blocks';
const notes = 'directory.patron_block_notes';
const search = 'directory.people_search';

/** Tables of which the card issuer shows one university's librarians only their own rows. */
export const boundToTheDesk: ReadonlySet<string> = new Set([notes, search]);

/**
 * What is wrong with the boundary between the desks of two universities: who reads private texts, who sets, lifts and destroys
 * blocks. Nothing for other tables. Each try is undone.
 */
export async function blockFaults(tx: Tx, table: string, { own, foreign }: OwnAndForeign): Promise<string[]> {
  const faults: string[] = [];
  const expectRows = async (
    what: string,
    at: string,
    statement: string,
    values: unknown[],
    rows: number | 'refused',
  ) => {
    const actual = await atDesk(tx, at, statement, values);
    if (actual !== rows) faults.push(`${what}: ${actual} and not ${rows}`);
  };
  if (table === notes) {
    const read = `select from ${notes} where university_id = ?`;
    await expectRows('reads its own private texts', own.id, read, [own.id], 1);
    await expectRows('reads private texts of another university', own.id, read, [foreign.id], 0);
    await expectRows('reads private texts for no university', '', read, [own.id], 0);
    const write = `insert into ${notes} select gen_random_uuid(), ?, 'x'`;
    await expectRows('writes a private text of another university', own.id, write, [foreign.id], 'refused');
  }
  if (table === search) {
    const find = `select from ${search} where university_id = ?`;
    await expectRows('finds its own people', own.id, find, [own.id], 1);
    await expectRows('finds people of another university', own.id, find, [foreign.id], 0);
    await expectRows('finds people for no university', '', find, [own.id], 0);
  }
  if (table === blocks) {
    const set = `insert into ${blocks} (id, person_id, university_id, scope, kinds, public_text, set_by)
      select gen_random_uuid(), person_id, university_id, 'university', '{loan}', 'x', 'service:test' from ${blocks} where university_id = ?`;
    await expectRows('sets its own', own.id, set, [own.id], 1);
    await expectRows('sets one of another university', own.id, set, [foreign.id], 'refused');
    const lift = `update ${blocks} set released_by = 'service:test', released_at = now(), release_reason = 'x' where university_id = ?`;
    await expectRows('lifts its own', own.id, lift, [own.id], 1);
    await expectRows('lifts one of another university', own.id, lift, [foreign.id], 0);
    await expectRows('lifts one for no university', '', lift, [own.id], 0);
    const destroy = `delete from ${blocks} where university_id = ?`;
    await expectRows('destroys one of a living person', own.id, destroy, [own.id], 0);
    await tx.raw(`savepoint living`);
    await tx.raw(`update directory.people set status = 'erased' where id in (select person_id from ${blocks})`);
    await expectRows('destroys one of an erased person', own.id, destroy, [own.id], 1);
    await tx.raw(`rollback to savepoint living`);
  }
  return faults;
}

/** How many rows a statement of the card issuer's touches at a university's desk; what it did is undone. */
async function atDesk(tx: Tx, universityId: string, statement: string, values: unknown[]): Promise<number | 'refused'> {
  await tx.raw('savepoint at_desk');
  try {
    await tx.raw(`select set_config('campus.university_id', ?, true)`, [universityId]);
    await tx.raw('set local role campus_card_issuer');
    return (await tx.raw<{ rowCount: number }>(statement, values as never)).rowCount;
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause ?? error;
    if ((cause as { code?: string }).code === '42501') return 'refused';
    throw error;
  } finally {
    await tx.raw('rollback to savepoint at_desk');
    await tx.raw('reset role');
  }
}
