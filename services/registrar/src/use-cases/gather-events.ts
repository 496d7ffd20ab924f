import { createHash } from 'node:crypto';
import type { Tx } from '@onecampus/database';
import { acrossUniversities, type Change, readChanges } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { eventsOfSubject } from '../rules/events-of-subject.ts';
import { type NewDelivery, queueDeliveries } from '../store/event-deliveries.ts';
import { type HeldStream, holdEventStream, listStreamIds, moveStream } from '../store/event-streams.ts';
import {
  type EventSubject,
  listPeopleByClock,
  listPersonSubjects,
  listRecordSubjects,
  rememberSubjects,
} from '../store/event-subjects.ts';

const batch_changes = 1_000;
/** Ends and beginnings by the clock are told within this time. */
const clock_every_ms = 30_000;
const kindOf: Readonly<Record<string, 'person' | 'affiliation'>> = {
  'person.changed': 'person',
  'person.merged': 'person',
  'person.split': 'person',
  'person.erased': 'person',
  'affiliation.changed': 'affiliation',
};

/**
 * Turns what is new in the change feed into tokens on their way, stream by stream. A stream's tokens, what it has told of
 * whom, and how far it has read move in one transaction: a kill between two leaves no gap and no second token.
 */
export async function gatherEvents(registry: Registry): Promise<void> {
  const ids = await acrossUniversities(registry.db, listStreamIds);
  for (const id of ids) while (await gatherSome(registry, id));
}

/** One batch of one stream; true where there may be more. */
function gatherSome(registry: Registry, streamId: string): Promise<boolean> {
  return acrossUniversities(registry.db, async (tx) => {
    const stream = await holdEventStream(tx, streamId);
    if (!stream) return false;
    const changes = await readChanges(tx, stream, batch_changes);
    const last = changes.at(-1);
    await tellOfChanges(tx, stream, changes);
    const now = registry.clock.now();
    const clockIsDue = now.getTime() - stream.clockSeen.getTime() >= clock_every_ms;
    if (clockIsDue) await tellOfTheClock(tx, stream, now);
    if (last !== undefined || clockIsDue)
      await moveStream(tx, streamId, {
        ...(last ?? stream),
        clockSeen: clockIsDue ? now : stream.clockSeen,
      });
    return changes.length === batch_changes;
  });
}

async function tellOfChanges(tx: Tx, stream: HeldStream, changes: readonly Change[]): Promise<void> {
  const news = new Map<string, { kinds: Set<'person' | 'affiliation'>; tx: string; at: Date }>();
  for (const change of changes) {
    const kind = kindOf[change.topic];
    if (
      !kind ||
      (stream.universityId !== null && change.universityId !== null && change.universityId !== stream.universityId)
    )
      continue;
    for (const personId of [change.entityId, change.payload['other']]) {
      if (typeof personId !== 'string') continue;
      const one = news.get(personId) ?? { kinds: new Set(), tx: change.tx, at: change.at };
      one.kinds.add(kind);
      news.set(personId, { ...one, tx: change.tx, at: change.at });
    }
  }
  const subjects = await subjectsOf(tx, stream, [...news.keys()]);
  await tell(tx, stream, subjects, (subject) => {
    const { kinds, tx: changedBy, at } = news.get(subject.personId)!;
    return { changed: [...kinds], tx: changedBy, at };
  });
}

async function tellOfTheClock(tx: Tx, stream: HeldStream, now: Date): Promise<void> {
  const people = await listPeopleByClock(tx, stream.universityId, stream.clockSeen);
  const subjects = (await subjectsOf(tx, stream, people)).filter((one) => one.toldActive !== null);
  // There is no transaction to name: the moment stands for it.
  await tell(tx, stream, subjects, () => ({ changed: [], tx: `clock.${now.getTime()}`, at: now }));
}

async function subjectsOf(tx: Tx, stream: HeldStream, personIds: readonly string[]): Promise<EventSubject[]> {
  if (personIds.length === 0) return [];
  return stream.universityId === null
    ? listPersonSubjects(tx, stream.id, personIds)
    : listRecordSubjects(tx, { id: stream.id, universityId: stream.universityId }, personIds);
}

async function tell(
  tx: Tx,
  stream: HeldStream,
  subjects: readonly EventSubject[],
  newsOf: (subject: EventSubject) => { changed: ('person' | 'affiliation')[]; tx: string; at: Date },
): Promise<void> {
  const deliveries: NewDelivery[] = [];
  for (const subject of subjects) {
    const { changed, tx: changedBy, at } = newsOf(subject);
    const told =
      subject.toldActive === null ? undefined : { active: subject.toldActive, removed: subject.toldRemoved ?? false };
    const events = eventsOfSubject(told, { active: subject.active, removed: subject.removed, changed });
    if (!events) continue;
    deliveries.push({
      jti: jtiOf(stream.id, changedBy, subject.subjectId),
      subjectId: subject.subjectId,
      subjectUri: subject.uri,
      tx: changedBy,
      happenedAt: at,
      ...events,
    });
  }
  if (deliveries.length === 0) return;
  await queueDeliveries(tx, stream.id, deliveries);
  await rememberSubjects(tx, stream.id, subjects);
}

/** The same change told to the same stream is the same token: a UUID out of a hash (RFC 9562 §5.8). */
function jtiOf(streamId: string, changedBy: string, subjectId: string): string {
  const hash = createHash('sha256').update(`${streamId} ${changedBy} ${subjectId}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
