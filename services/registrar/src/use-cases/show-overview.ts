import { withinUniversity } from '@onecampus/directory';
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

export interface Overview {
  readonly people: readonly AffiliationCount[];
  readonly waiting: Waiting;
  readonly silent: readonly SourceSilence[];
  readonly runs: readonly LatestRun[];
  readonly departure: Departure | undefined;
}

/** What a university's registrars and administrators should know when they come in. Counts, and nobody's name. */
export function showOverview(registry: Registry, wanted: { readonly universityId: string }): Promise<Overview> {
  const silentBefore = new Date(registry.clock.now().getTime() - silence_days * day_ms);
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const departure = await findDeparture(tx, wanted.universityId);
    return {
      people: await countByAffiliation(tx),
      waiting: await countWaiting(tx),
      silent: (await listSourceSilence(tx)).filter(
        ({ lastSaidAt }) => lastSaidAt === null || lastSaidAt < silentBefore,
      ),
      runs: await listLatestRuns(tx, runs_shown),
      departure: departure && !departure.withdrawnAt && !departure.finishedAt ? departure : undefined,
    };
  });
}
