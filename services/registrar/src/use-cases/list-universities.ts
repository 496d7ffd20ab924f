import { listUniversities as list, type University } from '@onecampus/directory';
import type { Registry } from '../registry.ts';

/** The members of the consortium. */
export function listUniversities(registry: Registry): Promise<University[]> {
  return list(registry.db);
}
