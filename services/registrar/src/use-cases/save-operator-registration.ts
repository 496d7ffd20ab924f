import { type Actor, recordAudit, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { saveOperatorRegistration as store } from '../store/university-settings.ts';

/** The number under which the university stands in the register of operators of personal data; it is on acts of destruction. */
export function saveOperatorRegistration(
  registry: Registry,
  order: { readonly by: Actor; readonly universityId: string; readonly number: string | null },
): Promise<void> {
  const { by, universityId, number } = order;
  return withinUniversity(registry.db, universityId, async (tx) => {
    await store(tx, universityId, number);
    await recordAudit(tx, {
      actor: by,
      action: 'university.settings_saved',
      subject: `university:${universityId}`,
      universityId,
      details: { fields: ['operator_registration'] },
    });
  });
}
