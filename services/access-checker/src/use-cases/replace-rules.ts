import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { type Changing, changeAndSee } from '../change-and-see.ts';
import { rulesReplaced } from '../events.ts';
import { checkRules } from '../rules/check-rules.ts';
import { planRules, ruleAsInput } from '../rules/plan-rules.ts';
import type { RuleInput } from '../rules/rule-input.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { insertRule, listRulesOfZones, withdrawRules } from '../store/rules.ts';
import { lockZone } from '../store/zones.ts';

/** Makes `wanted` the rules of a zone, all or none of them. */
export async function replaceRules(
  context: Changing & { readonly snapshot: () => Snapshot },
  actor: Actor,
  slug: string,
  wanted: readonly RuleInput[],
): Promise<RuleInput[]> {
  const snapshot = context.snapshot();
  const faults = checkRules(wanted, {
    hasScope: (scope) => snapshot.universities.some(({ scopes }) => scopes.includes(scope)),
    hasPerson: (personId) => snapshot.holder(personId) !== undefined,
  });
  if (faults.length > 0) {
    throw new DomainError('rule.unfit', 'The rules cannot be used as they are; none was changed.', {
      details: { errors: faults },
    });
  }
  const { rules } = await changeAndSee(
    context,
    async (tx) => {
      const zone = await lockZone(tx, slug);
      if (!zone) throw new DomainError('zone.unknown', 'There is no such zone.');
      const { add, withdraw } = planRules(await listRulesOfZones(tx, [zone.id]), wanted);
      await withdrawRules(
        tx,
        withdraw.map(({ id }) => id),
        actor,
      );
      for (const rule of add) await insertRule(tx, { ...rule, id: uuidv7(), zoneId: zone.id, createdBy: actor });
      await rulesReplaced(tx, {
        actor,
        zoneId: zone.id,
        universityId: zone.universityId,
        added: add.map(({ name }) => name),
        withdrawn: withdraw.map(({ name }) => name),
      });
      return { zoneId: zone.id, rules: await listRulesOfZones(tx, [zone.id]) };
    },
    ({ zoneId }) => ({ topic: 'rule.changed', entityId: zoneId }),
  );
  return rules.map(ruleAsInput);
}
