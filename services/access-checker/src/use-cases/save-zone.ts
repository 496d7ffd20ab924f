import { type Actor, findUniversity } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type Changing, changeAndSee } from '../change-and-see.ts';
import { zoneSaved } from '../events.ts';
import { saveZone as save, type ZoneRow } from '../store/zones.ts';

export interface ZoneInput {
  readonly slug: string;
  /** Slug, home organization or scope of the university that runs the zone. */
  readonly university: string;
  readonly kind: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** The university's own where none is given. */
  readonly timeZone: string | undefined;
}

/** Creates a zone or changes what it is called, by its slug. */
export async function saveZone(changing: Changing, actor: Actor, input: ZoneInput): Promise<ZoneRow> {
  return changeAndSee(
    changing,
    async (tx) => {
      const university = await findUniversity(tx, input.university);
      const zone = await save(tx, {
        id: uuidv7(),
        slug: input.slug,
        universityId: university.id,
        kind: input.kind,
        titleRu: input.title.ru,
        titleEn: input.title.en,
        timeZone: input.timeZone ?? university.timeZone,
      });
      await zoneSaved(tx, { actor, zoneId: zone.id, universityId: university.id, created: zone.created });
      return zone;
    },
    (zone) => ({ topic: 'zone.changed', entityId: zone.id }),
  );
}
