import type { OperatorClient } from '@onecampus/operator';
import { consortium, type SampleRule } from '@onecampus/sample-big-tomsk';

const kinds: Readonly<Record<string, string>> = {
  'tsu-research-library-reading-room': 'library',
  'tpu-library': 'library',
  'tspu-library': 'library',
  'tpu-sports-hall': 'sports',
  'tusur-dormitory-6': 'dormitory',
  'sibsmu-cell-laboratory': 'laboratory',
  'tsuab-model-workshop': 'laboratory',
};

/** Creates the sample zones and gives each its rules. */
export async function setUpZones(operator: OperatorClient): Promise<void> {
  for (const zone of consortium.zones) {
    await operator.call('access-checker', 'PUT', `/api/v1/zones/${zone.slug}`, {
      university: zone.university,
      kind: kinds[zone.slug],
      title: zone.names,
      time_zone: consortium.timeZone,
    });
    const rules = consortium.rules.filter((rule) => rule.zone === zone.slug).map(ruleOf);
    await operator.call('access-checker', 'PUT', `/api/v1/zones/${zone.slug}/rules`, { rules });
  }
}

function ruleOf(rule: SampleRule): Record<string, unknown> {
  return {
    name: rule.slug,
    effect: rule.effect === 'allow' ? 'permit' : 'deny',
    audience: { any_of: rule.audience },
    schedule: rule.windows.map(({ days, from, until }) => ({ weekdays: days, from, to: until })),
    purpose: rule.purpose,
    // What a rule that refuses is for is also what the person at the gate is told.
    ...(rule.effect === 'deny' ? { reason: rule.purpose } : {}),
  };
}
