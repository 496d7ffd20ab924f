import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { liftBlock } from '@onecampus/card-issuer/use-cases/lift-block';
import { type SetBlock, setBlock } from '@onecampus/card-issuer/use-cases/set-block';
import type { BlockKind, University } from '@onecampus/directory';
import {
  ask,
  type Checker,
  type Evaluation,
  operator,
  post,
  question,
  startChecker,
  startIssuer,
  type TestIssuer,
  until,
} from '../integration/access-checker/checker.ts';
import { announce, arrangeHolder } from '../integration/access-checker/holders.ts';
import { openTestContext } from '../integration/card-issuer/desk.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const members = {
  name: 'members',
  effect: 'permit',
  audience: { any_of: [{ affiliation: 'member' }] },
  schedule: 'always',
};

/** What a library's block does at a gate: set at the desk, heard of by the feed, told as what it is. */
describe('a block at a gate', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let desk: Context;
  let tpu: University;
  let tsu: University;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    desk = openTestContext(database, 'http://issuer.test');
    checker = await startChecker(database, issuer);
    const operate = operator(checker, issuer);
    for (const [slug, university] of [
      ['hall', 'tpu'],
      ['main', 'tpu'],
      ['room', 'tsu'],
    ] as const) {
      const zone = { university, kind: 'library', title: { ru: 'Зал', en: 'Hall' } };
      await operate.call('PUT', `/api/v1/zones/${slug}`, zone);
      await operate.rules(slug, [members]);
      tokens[slug] = await (await operate.terminal(slug)).assertion();
    }
  });
  afterAll(async () => {
    await checker?.stop();
    await issuer?.close();
    await desk?.close();
    await database?.drop();
  });

  const by = { actor: 'service:test' } as const;
  const holder = async () => {
    const { personId, card } = await arrangeHolder(database, { university: tpu });
    const reason = async (slug: string, at = checker) =>
      (await ask(at, tokens[slug]!, card.number, slug)).context.reason_code;
    const reasons = async () => [await reason('hall'), await reason('main'), await reason('room')];
    await until(async () => (await reason('hall')) === 'ok');
    const block = (kinds: BlockKind[], more: Partial<SetBlock>) =>
      setBlock(desk, { by, personId, universityId: tpu.id, scope: 'university', kinds, publicText: 'x', ...more });
    return { personId, reason, reasons, block };
  };
  const lift = (blockId: string, university: University) =>
    liftBlock(desk, { by, universityId: university.id, blockId, reason: 'x' });

  it('on entry closes the gates of its own place and no others, until it is lifted', async () => {
    const { reasons, reason, block } = await holder();
    const library = await block(['entry'], { scope: 'library', libraryId: 'main' });
    await until(async () => (await reason('main')) === 'blocked_here');
    expect(await reasons()).toEqual(['ok', 'blocked_here', 'ok']);
    const university = await block(['loan', 'entry'], {});
    await until(async () => (await reason('hall')) === 'blocked_here');
    expect(await reasons()).toEqual(['blocked_here', 'blocked_here', 'ok']);
    await lift(university, tpu);
    await until(async () => (await reason('hall')) === 'ok');
    expect(await reasons()).toEqual(['ok', 'blocked_here', 'ok']);
    await lift(library, tpu);
    await until(async () => (await reason('main')) === 'ok');
  });

  it('of the consortium closes all of them', async () => {
    const { reasons, reason, block } = await holder();
    const id = await block(['entry'], { scope: 'consortium', universityId: tsu.id });
    await until(async () => (await reason('hall')) === 'blocked_consortium');
    expect(await reasons()).toEqual(['blocked_consortium', 'blocked_consortium', 'blocked_consortium']);
    await lift(id, tsu);
    await until(async () => (await reason('hall')) === 'ok');
  });

  it('on loans opens every gate, also after the gate has heard of it, and is there for who starts anew', async () => {
    const { reasons, reason, block } = await holder();
    await block(['loan', 'renew', 'hold', 'eresource'], { scope: 'consortium' });
    // The feed is in order: when the later block is heard of, the earlier one was too.
    const entry = await block(['entry'], {});
    await until(async () => (await reason('hall')) === 'blocked_here');
    const another = await startChecker(database, issuer);
    try {
      await until(async () => (await reason('hall', another)) === 'blocked_here');
      expect(await reason('room', another)).toBe('ok');
    } finally {
      await another.stop();
    }
    await lift(entry, tpu);
    await until(async () => (await reason('hall')) === 'ok');
    expect(await reasons()).toEqual(['ok', 'ok', 'ok']);
  });

  it('is told apart from a visitor who was never barred: his card opens what is open to readers, for its time', async () => {
    const operate = operator(checker, issuer);
    const readers = { ...members, audience: { any_of: [{ affiliation: 'library-walk-in', scope: 'tpu.ru' }] } };
    await operate.rules('main', [members, { ...readers, name: 'readers' }]);
    const { personId } = await arrangePerson(database.admin, { university: tsu });
    await database.admin.raw(
      `update directory.affiliations set grace = '0', valid = tstzrange(lower(valid), now() - interval '1 day') where person_id = ?`,
      [personId],
    );
    await announce(database, personId);
    const ends = new Date(Date.now() + 3_600_000);
    const card = await issueCard(desk, {
      by: { actor: 'service:test', universityId: tpu.id },
      personId,
      passing: { kind: 'visitor', until: ends },
    });
    const reason = async (slug: string) => (await ask(checker, tokens[slug]!, card.number!, slug)).context.reason_code;
    await until(async () => (await reason('main')) === 'ok');
    expect([await reason('hall'), await reason('room')]).toEqual(['no_rule', 'no_rule']);
  });

  it('never keeps anybody inside', async () => {
    const { personId, card } = await arrangeHolder(database, { university: tpu });
    await setBlock(desk, {
      by,
      personId,
      universityId: tpu.id,
      scope: 'university',
      kinds: ['entry'],
      publicText: 'x',
    });
    const answer = async (action: 'enter' | 'exit') =>
      (await (await post(checker, tokens['hall'], question(card.number, 'hall', { action }))).json()) as Evaluation;
    await until(async () => (await answer('enter')).context.reason_code === 'blocked_here');
    expect(await answer('exit')).toMatchObject({ decision: true });
  });
});
