import { withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { type Departure, findDeparture } from '../store/departures.ts';
import { listNames } from '../store/names-of-people.ts';
import { findUniversitySettings, type UniversitySettings } from '../store/university-settings.ts';

export interface ShownSettings extends UniversitySettings {
  /** That the university goes, where it is announced. */
  readonly departure: Departure | undefined;
  readonly names: ReadonlyMap<string, string>;
}

/** What a university has set for itself. @throws DomainError `university.unknown`. */
export function showUniversitySettings(
  registry: Registry,
  wanted: { readonly universityId: string },
): Promise<ShownSettings> {
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const settings = await findUniversitySettings(tx, wanted.universityId);
    if (!settings) throw new DomainError('university.unknown', 'There is no such university.');
    const last = await findDeparture(tx, wanted.universityId);
    const departure = last && !last.withdrawnAt ? last : undefined;
    const names = await listNames(tx, wanted.universityId, [departure?.announcedBy ?? null]);
    return { ...settings, departure, names };
  });
}
