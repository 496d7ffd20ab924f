import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { uuidv7 } from '@onecampus/runtime';
import { insertMail, takeDueMails } from '../../services/identity-provider/src/store/mails.ts';
import { addNotice, takeUnmailedNotices } from '../../services/identity-provider/src/store/notices.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

let database: FreshDatabase;
let db: Db;
let personId: string;
const senders = 8;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  personId = person.personId;
  db = database.as('identity-provider');
  await db.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
    personId,
    person.referenceId,
  ]);
});

afterAll(async () => {
  await database?.drop();
});

/** What eight senders take side by side until there is nothing left. */
async function takenBy(take: () => Promise<readonly { readonly id: string }[]>): Promise<string[]> {
  const each = await Promise.all(
    Array.from({ length: senders }, async () => {
      const mine: string[] = [];
      for (;;) {
        const taken = await take();
        if (taken.length === 0) return mine;
        mine.push(...taken.map(({ id }) => id));
      }
    }),
  );
  return each.flat();
}

describe('letters that many send at once', () => {
  it('are taken by one sender each', async () => {
    const ids = Array.from({ length: 400 }, () => uuidv7());
    const uselessAt = new Date(Date.now() + 3_600_000);
    await transaction(db, async (tx) => {
      for (const id of ids) await insertMail(tx, { id, personId, kind: 'notice', sealed: 'x', uselessAt });
    });
    const taken = await takenBy(() => takeDueMails(db, 8, 60));
    expect(taken.toSorted()).toEqual(ids.toSorted());
  });

  it('are written once for each notice', async () => {
    await transaction(db, async (tx) => {
      for (let n = 0; n < 400; n += 1) await addNotice(tx, { personId, kind: 'totp-added' });
    });
    const taken = await takenBy(() => transaction(db, (tx) => takeUnmailedNotices(tx, 8)));
    expect(taken).toHaveLength(400);
    expect(new Set(taken).size).toBe(400);
  });
});
