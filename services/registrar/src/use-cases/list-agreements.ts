import { type Agreement, listAgreements as list } from '@onecampus/directory';
import type { Registry } from '../registry.ts';

export function listAgreements(registry: Registry): Promise<Agreement[]> {
  return list(registry.db);
}
