import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { replaceCard } from '@onecampus/card-issuer/use-cases/replace-card';
import { reportOwnLoss } from '@onecampus/card-issuer/use-cases/report-own-loss';
import { suspendCard } from '@onecampus/card-issuer/use-cases/suspend-card';
import type { University } from '@onecampus/directory';
import type { CardNumber } from '@onecampus/pass-codes';
import { openTestContext } from '../integration/card-issuer/desk.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const attempts = 50;

describe('replacing one card many times at once', () => {
  let database: FreshDatabase;
  let tpu: University;
  let contexts: Context[];
  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu } = await arrangeUniversities(database.admin));
    contexts = [1, 2].map(() => openTestContext(database, 'http://issuer.test'));
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await database.drop();
  });
  const by = () => ({ actor: 'person:00000000-0000-7000-8000-000000000001', universityId: tpu.id }) as const;
  const issued = async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    return issueCard(contexts[0]!, { by: by(), personId });
  };
  const codesOf = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));

  it('leaves exactly one successor, alone alive', async () => {
    const card = await issued();
    const results = await Promise.allSettled(
      Array.from({ length: attempts }, (_, at) =>
        replaceCard(contexts[at % 2]!, { by: by(), card: { number: card.number as CardNumber } }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const code of codesOf(results)) {
      expect(['card.changed_meanwhile', 'card.state_change_refused', 'database.busy']).toContain(code);
    }
    const { rows } = await database.admin.raw<{ rows: object[] }>(
      `select c.state, c.replaces, array_agg(k.state) as credentials
       from directory.cards c join directory.credentials k on k.card_id = c.id
       where c.person_id = ? group by c.id order by c.created_at`,
      [card.personId],
    );
    expect(rows).toEqual([
      { state: 'replaced', replaces: null, credentials: ['dead'] },
      { state: 'active', replaces: card.id, credentials: ['active'] },
    ]);
  });

  it('never lets a replacement and a suspension of what was on the screen both happen', async () => {
    for (let round = 0; round < 10; round += 1) {
      const card = await issued();
      const seen = { id: card.id, personId: card.personId, version: card.version };
      const results = await Promise.allSettled([
        replaceCard(contexts[0]!, { by: by(), card: seen }),
        suspendCard(contexts[1]!, { by: by(), card: seen, reason: 'lost' }),
        reportOwnLoss(contexts[1]!, { personId: card.personId, cardId: card.id, version: card.version }),
      ]);
      expect(codesOf(results)).toEqual(['card.changed_meanwhile', 'card.changed_meanwhile']);
    }
  });
});
