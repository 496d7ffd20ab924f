import type { Tx } from '@onecampus/database';
import {
  type Actor,
  acrossUniversities,
  closeUniversity,
  eraseRecords,
  findUniversity,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { departureBegun, universityLeft } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';
import { closeWaysIn } from '../store/close-ways-in.ts';
import {
  addCounts,
  type Departure,
  findDeparture,
  lockDeparture,
  markBegun,
  markFinished,
} from '../store/departures.ts';
import { eraseDisputes } from '../store/erase-disputes.ts';
import { dropAllStaged } from '../store/erase-staged.ts';
import { nextLivingRecords } from '../store/living-records.ts';
import { recordErasedPeople } from '../store/record-erased-people.ts';

/** Records of one transaction: it holds their people, so it is short. */
const batch_records = 500;

export interface LeaveConsortium {
  readonly by: Actor;
  readonly university: string;
  readonly onProgress?: (progress: { readonly records: number }) => void;
}

/**
 * Carries out an announced departure: the university is shut, then everything that it said is erased, batch by batch. People
 * known elsewhere stay as they are there; those known nowhere else end. What was cut short goes on where it stopped, and once
 * finished it is no change.
 *
 * @throws DomainError `university.unknown`, `departure.unknown`, `departure.not_agreed`, `departure.too_early`.
 */
export async function leaveConsortium(registry: Registry, order: LeaveConsortium): Promise<Departure> {
  const { by } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const going = await acrossUniversities(registry.db, (tx) =>
    begin(tx, { universityId, by, now: registry.clock.now() }),
  );
  if (going.finishedAt) return going;
  await withinUniversity(registry.db, universityId, (tx) => closeWaysIn(tx, universityId, by));
  registry.waker.wake();
  for (let records = 0; ; ) {
    const erased = await acrossUniversities(registry.db, (tx) => eraseBatch(tx, registry, going, by));
    registry.waker.wake();
    if (erased === 0) break;
    records += erased;
    order.onProgress?.({ records });
  }
  return acrossUniversities(registry.db, (tx) => finish(tx, universityId, by));
}

async function begin(
  tx: Tx,
  { universityId, by, now }: { universityId: string; by: Actor; now: Date },
): Promise<Departure> {
  const announced = await lockDeparture(tx, universityId);
  if (!announced) throw new DomainError('departure.unknown', 'Nobody announced that this university goes.');
  if (!announced.agreedAt) throw new DomainError('departure.not_agreed', 'Nobody else has agreed yet.');
  if (announced.leavesAt > now) {
    throw new DomainError('departure.too_early', 'The announced day has not come.');
  }
  if (announced.begunAt) return announced;
  await closeUniversity(tx, universityId, by);
  await dropAllStaged(tx, universityId);
  await markBegun(tx, announced.id);
  await departureBegun(tx, { by, departureId: announced.id, universityId });
  return announced;
}

async function eraseBatch(tx: Tx, registry: Registry, going: Departure, by: Actor): Promise<number> {
  const recordIds = await nextLivingRecords(tx, going.universityId, batch_records);
  if (recordIds.length === 0) return 0;
  await eraseDisputes(tx, recordIds);
  const erasure = await eraseRecords(tx, registry.dataKey, { recordIds, by });
  const { records, identifiers, versions } = erasure.destroyed;
  await addCounts(tx, going.id, { records, identifiers, versions, people: erasure.erasedPeople.length });
  await recordErasedPeople(tx, { by, departureId: going.id, universityId: going.universityId }, erasure);
  return recordIds.length;
}

async function finish(tx: Tx, universityId: string, by: Actor): Promise<Departure> {
  const gone = (await lockDeparture(tx, universityId))!;
  // An upload that had begun before may have gone on.
  await dropAllStaged(tx, universityId);
  if (!gone.finishedAt) {
    await markFinished(tx, gone.id);
    await universityLeft(tx, { by, departureId: gone.id, universityId, counts: gone.counts });
  }
  return (await findDeparture(tx, universityId))!;
}
