import type { Tx } from '@onecampus/database';
import { withinUniversity } from '@onecampus/directory';
import { type Ephemeral, key } from '@onecampus/ephemeral';
import type { Registry } from '../registry.ts';
import { type Departure, findDeparture } from '../store/departures.ts';
import {
  type AffiliationCount,
  countByAffiliation,
  countWaiting,
  type LatestRun,
  listLatestRuns,
  listSourceSilence,
  type SourceSilence,
  type Waiting,
} from '../store/overview.ts';

const runs_shown = 12;
/** A source that said nothing for so long is worth a question. */
const silence_days = 35;
const day_ms = 86_400_000;

/** From so many on, counting takes long enough to be remembered. */
const many_people = 20_000;
const counts_kept_seconds = 60;

export interface Overview {
  readonly people: readonly AffiliationCount[];
  readonly waiting: Waiting;
  readonly silent: readonly SourceSilence[];
  readonly runs: readonly LatestRun[];
  readonly departure: Departure | undefined;
}

/** What a university's registrars and administrators should know when they come in. Counts, and nobody's name. */
export function showOverview(
  registry: Registry & { readonly ephemeral: Ephemeral },
  wanted: { readonly universityId: string },
): Promise<Overview> {
  const silentBefore = new Date(registry.clock.now().getTime() - silence_days * day_ms);
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const departure = await findDeparture(tx, wanted.universityId);
    return {
      people: await countPeople(tx, registry.ephemeral, wanted.universityId),
      waiting: await countWaiting(tx),
      silent: (await listSourceSilence(tx)).filter(
        ({ lastSaidAt }) => lastSaidAt === null || lastSaidAt < silentBefore,
      ),
      runs: await listLatestRuns(tx, runs_shown),
      departure: departure && !departure.withdrawnAt && !departure.finishedAt ? departure : undefined,
    };
  });
}

/** Counts, or takes a count of the last minute; where the memory is gone it is only slower. */
async function countPeople(tx: Tx, ephemeral: Ephemeral, universityId: string): Promise<readonly AffiliationCount[]> {
  const place = key('people-counts', universityId);
  const known = await ephemeral.get(place).catch(() => null);
  if (known) return JSON.parse(known) as AffiliationCount[];
  const people = await countByAffiliation(tx);
  const all = people.reduce((sum, one) => sum + one.people, 0);
  if (all >= many_people) {
    await ephemeral.set(place, JSON.stringify(people), counts_kept_seconds).catch(() => undefined);
  }
  return people;
}
