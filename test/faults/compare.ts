import type { Db } from '@onecampus/database';
import { readChanges } from '@onecampus/directory';
import type { Ledger } from './ledger.ts';

export interface Comparison {
  /** Acknowledged and not there, in words. Must be empty. */
  readonly lost: string[];
  /** There and never allowed, in words. Must be empty. */
  readonly impossible: string[];
  /** Decisions that were given and whose passage is not stored: the checker was killed in the moments before it wrote it. */
  readonly passagesNotStored: number;
}

/** Holds the ledger of acknowledged operations against what the database says after everything. */
export async function compare(db: Db, ledger: Ledger): Promise<Comparison> {
  const [signIns, cards] = [await signInsLost(db, ledger), await cardsLost(db, ledger)];
  const stored = await column(db, `select request_id as value from access_checker.passages`);
  return {
    lost: [...signIns, ...cards],
    impossible: [...(await impossibleCards(db)), ...(await feedGaps(db)), ...ledger.wrong],
    passagesNotStored: [...ledger.decisions].filter((id) => !stored.has(id)).length,
  };
}

async function signInsLost(db: Db, ledger: Ledger): Promise<string[]> {
  const known = await column(db, `select sid as value from identity_provider.session_authorizations`);
  const live = await column(
    db,
    `select a.sid as value from identity_provider.session_authorizations a
     join identity_provider.sessions s on s.uid = a.session_uid
     where s.ended_at is null and s.expires_at > now()`,
  );
  const lost: string[] = [];
  for (const sid of ledger.signedIn) {
    if (!known.has(sid) && !ledger.signedOut.has(sid)) lost.push(`the sign-in of session ${sid}`);
  }
  for (const sid of ledger.signedOut) if (live.has(sid)) lost.push(`the sign-out of session ${sid}: it lives`);
  return lost;
}

async function cardsLost(db: Db, ledger: Ledger): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { card: string; version: number; state: string }[] }>(
    `select card_id as card, sequence::int as version, to_state as state from directory.card_events`,
  );
  const events = new Map(rows.map(({ card, version, state }) => [`${card} ${version}`, state]));
  const lost: string[] = [];
  for (const [id, { versions }] of ledger.cards) {
    for (const [version, state] of versions) {
      const stored = events.get(`${id} ${version}`);
      if (stored !== state)
        lost.push(`version ${version} of card ${id}: acknowledged as ${state}, stored as ${stored}`);
    }
  }
  return lost;
}

async function impossibleCards(db: Db): Promise<string[]> {
  const live = await column(
    db,
    `select person_id::text as value from directory.cards where state in ('active', 'suspended')
     group by person_id having count(*) > 1`,
  );
  const twice = await column(
    db,
    `select person_id::text as value from directory.cards where replaces is null group by person_id having count(*) > 1`,
  );
  return [
    ...[...live].map((person) => `two live cards of person ${person}`),
    ...[...twice].map((person) => `one order carried out twice for person ${person}`),
  ];
}

/** Whoever reads the feed from zero must have heard of every change of every card: as often as the card changed. */
async function feedGaps(db: Db): Promise<string[]> {
  const heard = new Map<string, number>();
  let position = { tx: '0', sequence: '0' };
  for (;;) {
    const changes = await readChanges(db, position, 1_000);
    if (changes.length === 0) break;
    for (const { topic, entityId } of changes) {
      if (topic === 'card.changed') heard.set(entityId, (heard.get(entityId) ?? 0) + 1);
    }
    position = changes.at(-1)!;
  }
  const { rows } = await db.raw<{ rows: { card: string; changes: number }[] }>(
    `select c.id as card, count(e.*)::int as changes from directory.cards c
     left join directory.card_events e on e.card_id = c.id group by c.id`,
  );
  const gaps = rows
    .filter(({ card, changes }) => heard.get(card) !== changes)
    .map(({ card, changes }) => `card ${card} changed ${changes} times, the feed tells of ${heard.get(card) ?? 0}`);
  const known = new Set(rows.map(({ card }) => card));
  return [
    ...gaps,
    ...[...heard.keys()].filter((card) => !known.has(card)).map((card) => `the feed tells of a card ${card}`),
  ];
}

async function column(db: Db, sql: string): Promise<Set<string>> {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(sql);
  return new Set(rows.map(({ value }) => value));
}
