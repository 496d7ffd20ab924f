import type { OperatorClient } from '@onecampus/operator';
import { consortium } from '@onecampus/sample-big-tomsk';

export async function saveUniversities(operator: OperatorClient): Promise<void> {
  for (const { slug, scope, names, aliases } of consortium.universities) {
    await operator.call('registrar', 'PUT', `/api/v1/universities/${slug}`, {
      home_organization: scope,
      scopes: [scope],
      name: { ru: names.ru.full, en: names.en.full },
      short_name: { ru: names.ru.short, en: names.en.short },
      aliases,
      time_zone: consortium.timeZone,
    });
  }
}
