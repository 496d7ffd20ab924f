import { type Actor, acrossUniversities, findUniversity, recordAudit } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { setRetention } from '../store/retention.ts';

/** Says for how long a university keeps people after their last affiliation. @throws DomainError `university.unknown`. */
export function saveRetention(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly days: number | null },
): Promise<{ university: string; days: number | null }> {
  return acrossUniversities(registry.db, async (tx) => {
    const { id, slug } = await findUniversity(tx, order.university);
    await setRetention(tx, id, order.days);
    await recordAudit(tx, {
      actor: order.by,
      action: 'university.retention_set',
      subject: `university:${id}`,
      universityId: id,
      details: { days: order.days },
    });
    return { university: slug, days: order.days };
  });
}
