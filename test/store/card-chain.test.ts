import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { brokenAt, type Card, readCardHistory } from '@onecampus/directory';
import { type CardTable, openCardTable } from './card-table.ts';

const migration = path.resolve(import.meta.dirname, '../../packages/directory/migrations/0053_card_moves.sql');

describe('events from before the chain', () => {
  let table: CardTable;
  beforeAll(async () => {
    table = await openCardTable();
  });
  afterAll(() => table.database.drop());

  it('are chained by the migration as the trigger would have chained them', async () => {
    const cards: Card[] = [];
    for (let n = 0; n < 3; n += 1) {
      const card = await table.insert(await table.somebody(), 'active');
      await table.move((await table.move((await table.move(card, 'suspended'))!, 'lost'))!, 'active');
      cards.push(card);
    }
    const whole = async () =>
      Promise.all(cards.map(async ({ id }) => brokenAt(await readCardHistory(table.database.admin, id), 4)));
    expect(await whole()).toEqual([undefined, undefined, undefined]);
    const [chaining] = /do \$\$[\s\S]+?end \$\$;/.exec(await readFile(migration, 'utf8'))!;
    const none = Buffer.alloc(32);
    await transaction(table.database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await tx.raw('update directory.card_events set prev = ?, hash = ?', [none, none]);
    });
    expect(await whole()).toEqual([1, 1, 1]);
    await transaction(table.database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await tx.raw('set local search_path = directory');
      await tx.raw(chaining);
    });
    expect(await whole()).toEqual([undefined, undefined, undefined]);
  });
});
