import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { recordChange, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { redisUrl } from '../../support/redis.ts';
import { moveCard } from './cards.ts';
import {
  ask,
  type Checker,
  operator,
  startChecker,
  startIssuer,
  TestClock,
  type TestIssuer,
  until,
} from './checker.ts';
import { announce, arrangeHolder } from './holders.ts';
import { poolOf } from './pools.ts';

const members = {
  name: 'members',
  effect: 'permit',
  audience: { any_of: [{ affiliation: 'member' }] },
  schedule: 'always',
};

describe.each([['with NOTIFY and polling', undefined], ...(redisUrl ? [['with Redis', redisUrl] as const] : [])])(
  'the snapshot follows the directory %s',
  (_how, redis) => {
    let database: FreshDatabase;
    let issuer: TestIssuer;
    let tpu: University;
    const checkers: Checker[] = [];
    const start = async (clock?: TestClock) => {
      const checker = await startChecker(database, issuer, { redisUrl: redis, ...(clock ? { clock } : {}) });
      checkers.push(checker);
      return checker;
    };

    beforeAll(async () => {
      database = await freshDatabase();
      issuer = await startIssuer();
      ({ tpu } = await arrangeUniversities(database.admin));
      const operate = operator(await start(), issuer);
      await operate.zone('hall');
      await operate.rules('hall', [members]);
    });
    afterAll(async () => {
      await Promise.all(checkers.map((checker) => checker.stop()));
      await issuer?.close();
      await database?.drop();
    });

    it('a card blocked at the desk is refused, and let in again when it is freed', async () => {
      const checker = checkers[0]!;
      const token = await (await operator(checker, issuer).terminal('hall')).assertion();
      const { card } = await arrangeHolder(database, { university: tpu });
      const reason = async () => (await ask(checker, token, card.number, 'hall')).context.reason_code;
      await until(async () => (await reason()) === 'ok');
      await moveCard(database, card.id, 'suspended');
      await until(async () => (await reason()) === 'suspended');
      await moveCard(database, card.id, 'active');
      await until(async () => (await reason()) === 'ok');
    });

    it('a person who is erased is nobody from then on', async () => {
      const checker = checkers[0]!;
      const token = await (await operator(checker, issuer).terminal('hall')).assertion();
      const { card, personId } = await arrangeHolder(database, { university: tpu });
      const reason = async () => (await ask(checker, token, card.number, 'hall')).context.reason_code;
      await until(async () => (await reason()) === 'ok');
      await database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [personId]);
      await announce(database, personId);
      await until(async () => (await reason()) === 'affiliation_ended');
    });

    it('an affiliation ends in its very millisecond, by the clock alone, with nobody telling', async () => {
      const clock = new TestClock();
      const end = new Date('2027-07-01T00:00:00+07:00');
      clock.set(new Date(end.getTime() - 1));
      const { card } = await arrangeHolder(database, { university: tpu, validUntil: end });
      const checker = await start(clock);
      const terminal = await operator(checker, issuer, clock).terminal('hall');
      await checker.context.keeper.stop();
      const reason = async () => {
        const token = await terminal.assertion({ now: clock.now() });
        return (await ask(checker, token, card.number, 'hall')).context.reason_code;
      };
      expect(await reason()).toBe('ok');
      clock.set(end);
      expect(await reason()).toBe('affiliation_ended');
    });

    it('two instances agree after an administrator’s change at one of them', async () => {
      const [first, second] = [checkers[0]!, await start()];
      const operate = operator(first, issuer);
      const slug = `gym-${uuidv7()}`;
      await operate.zone(slug);
      const terminal = await operate.terminal(slug);
      const token = await terminal.assertion();
      const { card } = await arrangeHolder(database, { university: tpu });
      await until(async () => (await ask(first, token, card.number, slug)).context.reason_code === 'no_rule');

      await operate.rules(slug, [members]);
      expect(await ask(first, token, card.number, slug)).toMatchObject({ decision: true });
      await until(async () => (await ask(second, token, card.number, slug)).decision);

      await operate.rules(slug, [{ ...members, effect: 'deny' }]);
      expect((await ask(first, token, card.number, slug)).context.reason_code).toBe('policy_denied');
      await until(async () => (await ask(second, token, card.number, slug)).context.reason_code === 'policy_denied');
    });

    it('a change that nobody here knows is passed over', async () => {
      const checker = checkers[0]!;
      const before = checker.context.snapshot().seq;
      await transaction(poolOf(database, 'registrar'), async (tx) => {
        await recordChange(tx, { topic: 'account.changed', entityId: uuidv7() });
        await recordChange(tx, { topic: 'affiliation.changed', entityId: uuidv7() });
        await recordChange(tx, { topic: 'card.changed', entityId: uuidv7() });
        await recordChange(tx, { topic: 'zone.changed', entityId: uuidv7() });
      });
      await until(() => checker.context.snapshot().seq !== before);
      expect(checker.context.snapshot().zone('hall')).toBeDefined();
    });

    it('a zone whose rule nobody understands is closed, and the others stay open', async () => {
      const checker = checkers[0]!;
      const operate = operator(checker, issuer);
      const slug = `odd-${uuidv7()}`;
      await operate.zone(slug);
      await operate.rules(slug, [members]);
      const token = await (await operate.terminal(slug)).assertion();
      const hall = await (await operate.terminal('hall')).assertion();
      const { card } = await arrangeHolder(database, { university: tpu });
      await until(async () => (await ask(checker, token, card.number, slug)).decision);
      await database.admin.raw(
        `update access_checker.rules set audience = '{"any_of": [{"affiliation": "wizard"}]}'
       where zone_id = (select id from access_checker.zones where slug = ?)`,
        [slug],
      );
      await operate.zone(slug);
      await until(async () => (await ask(checker, token, card.number, slug)).context.reason_code === 'zone_unknown');
      expect(await ask(checker, hall, card.number, 'hall')).toMatchObject({ decision: true });
    });
  },
);
