import { type Actor, acrossUniversities, findUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { departureAnnounced } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';
import { type Departure, findDeparture, insertDeparture } from '../store/departures.ts';

/**
 * Announces that a university goes on a day; nothing happens before somebody else agrees (`decide-departure`) and the day has
 * come (`leave-consortium`).
 *
 * @throws DomainError `university.unknown`, `university.left`, `departure.announced_already`.
 */
export function announceDeparture(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly leavesAt: Date },
): Promise<Departure> {
  const { by, leavesAt } = order;
  return acrossUniversities(registry.db, async (tx) => {
    const { id: universityId } = await findUniversity(tx, order.university);
    if ((await findDeparture(tx, universityId))?.finishedAt) {
      throw new DomainError('university.left', 'This university has left already.');
    }
    const departureId = registry.newId();
    if (!(await insertDeparture(tx, { id: departureId, universityId, leavesAt, by }))) {
      throw new DomainError('departure.announced_already', 'It is announced already that this university goes.');
    }
    await departureAnnounced(tx, { by, departureId, universityId, leavesAt });
    return (await findDeparture(tx, universityId))!;
  });
}
