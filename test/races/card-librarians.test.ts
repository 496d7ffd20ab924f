import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { reactivateCard } from '@onecampus/card-issuer/use-cases/reactivate-card';
import { replaceCard } from '@onecampus/card-issuer/use-cases/replace-card';
import { reportCard } from '@onecampus/card-issuer/use-cases/report-card';
import { suspendCard } from '@onecampus/card-issuer/use-cases/suspend-card';
import type { University } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';
import fc from 'fast-check';
import { openTestContext } from '../integration/card-issuer/desk.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const refusals = [
  'card.already_live',
  'card.state_change_refused',
  'card.changed_meanwhile',
  'card.unknown',
  'database.busy',
];

/** One press of a button: which reader, which of that reader's cards (counted from the newest), and what. */
const press = fc.record({
  reader: fc.nat({ max: 1 }),
  card: fc.nat({ max: 3 }),
  verb: fc.constantFrom('issue', 'suspend', 'reactivate', 'lost', 'stolen', 'damaged', 'replace'),
});

describe('three librarians pressing whatever they like at once', () => {
  let database: FreshDatabase;
  let tpu: University;
  let contexts: Context[];
  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu } = await arrangeUniversities(database.admin));
    contexts = [1, 2, 3].map(() => openTestContext(database, 'http://issuer.test'));
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await database.drop();
  });

  const pressOnce = async (
    context: Context,
    librarian: number,
    personId: string,
    { card, verb }: { card: number; verb: string },
  ) => {
    const by = { actor: `person:00000000-0000-7000-8000-00000000000${librarian}`, universityId: tpu.id } as const;
    if (verb === 'issue') return issueCard(context, { by, personId });
    const { rows } = await database.admin.raw<{ rows: { number: CardNumber }[] }>(
      'select number from directory.cards where person_id = ? order by created_at desc offset ? limit 1',
      [personId, card] as never,
    );
    if (!rows[0]) return undefined;
    const name = { number: rows[0].number };
    if (verb === 'suspend') return suspendCard(context, { by, card: name, reason: 'lost' });
    if (verb === 'reactivate') return reactivateCard(context, { by, card: name });
    if (verb === 'replace') return replaceCard(context, { by, card: name });
    return reportCard(context, { by, card: name, as: verb as 'lost' | 'stolen' | 'damaged' });
  };

  it('never leave the table of moves, never leave two live cards, and never revive a replaced number', async () => {
    const done: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...[1, 2, 3].map(() => fc.array(press, { minLength: 8, maxLength: 16 }))),
        async (desks) => {
          const readers = await Promise.all([1, 2].map(() => arrangePerson(database.admin, { university: tpu })));
          await Promise.all(
            desks.map(async (presses, at) => {
              for (const one of presses) {
                try {
                  const result = await pressOnce(contexts[at]!, at + 1, readers[one.reader]!.personId, one);
                  if (result) done[one.verb] = (done[one.verb] ?? 0) + 1;
                } catch (error) {
                  expect(refusals).toContain(isDomainError(error) ? error.code : error);
                }
              }
            }),
          );
          for (const { personId } of readers) expect(await faultsOf(personId)).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 20_260_901 },
    );
    // A property that nothing happened would hold as well.
    for (const verb of ['issue', 'suspend', 'reactivate', 'lost', 'stolen', 'damaged', 'replace']) {
      expect(done[verb]).toBeGreaterThan(0);
    }
  }, 90_000);

  /** Everything that is wrong with what a person's cards became, read from the history itself. */
  const faultsOf = async (personId: string) => {
    const { rows } = await database.admin.raw<{ rows: { fault: string }[] }>(
      `with mine as (select * from directory.cards where person_id = :person),
            events as (select e.*, lag(e.to_state) over w as before_state, lag(e.sequence) over w as before_sequence
                       from directory.card_events e join mine m on m.id = e.card_id
                       window w as (partition by e.card_id order by e.sequence))
       select 'two live cards' as fault from mine where state in ('active', 'suspended') having count(*) > 1
       union all
       select 'left the table: ' || from_state || ' to ' || to_state from events
       where not exists (select from directory.card_state_changes t where t.from_state = events.from_state and t.to_state = events.to_state)
       union all
       select 'history has a gap' from events where coalesce(before_state, 'new') <> from_state or coalesce(before_sequence, 0) + 1 <> sequence
       union all
       select 'history does not end where the card is' from mine m
       where (select max(e.sequence) from events e where e.card_id = m.id and e.to_state = m.state) is distinct from m.version
       union all
       select 'replaced, but its bar code lives' from mine m join directory.credentials k on k.card_id = m.id where m.state = 'replaced' and k.state <> 'dead'
       union all
       select 'replaced without a successor' from mine m where m.state = 'replaced' and not exists (select from mine s where s.replaces = m.id)
       union all
       select 'fewer changes told than made' from mine m
       where (select count(*) from directory.change_feed f where f.entity_id = m.id) <> m.version`,
      { person: personId } as never,
    );
    return rows.map((row) => row.fault);
  };
});
