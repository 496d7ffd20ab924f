import { type Actor, acrossUniversities, findUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { departureDecided } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';
import {
  type Departure,
  findDeparture,
  lockDeparture,
  markAgreed,
  markDepartureWithdrawn,
} from '../store/departures.ts';
import { isSameHuman } from '../store/is-same-human.ts';

/**
 * Agrees that a university goes, by somebody other than the one who announced it; or takes the announcement back, which
 * anybody may until the going has begun.
 *
 * @throws DomainError `university.unknown`, `departure.unknown`, `departure.second_pair_of_eyes`, `university.left`.
 */
export function decideDeparture(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly decision: 'agree' | 'withdraw' },
): Promise<Departure> {
  const { by, decision } = order;
  return acrossUniversities(registry.db, async (tx) => {
    const { id: universityId } = await findUniversity(tx, order.university);
    const open = await lockDeparture(tx, universityId);
    if (!open) throw new DomainError('departure.unknown', 'Nobody announced that this university goes.');
    if (open.begunAt) throw new DomainError('university.left', 'This university is going or has gone.');
    if (decision === 'agree' && (await isSameHuman(tx, open.announcedBy, by))) {
      throw new DomainError(
        'departure.second_pair_of_eyes',
        'Somebody other than the one who announced it has to agree.',
      );
    }
    if (decision === 'agree' && !open.agreedAt) await markAgreed(tx, open.id, by);
    if (decision === 'withdraw') await markDepartureWithdrawn(tx, open.id, by);
    await departureDecided(tx, { by, departureId: open.id, universityId, decision });
    return (await findDeparture(tx, universityId))!;
  });
}
