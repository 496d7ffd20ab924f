import type { RollAffiliation, RollStatus } from './roll-field.ts';

/**
 * What the roles of OneRoster 1.2 (1EdTech, Rostering Information Model, RoleEnum) are here. Whoever is not of the institution
 * (parents and guardians) is passed over.
 */
export const rosterRoles: Readonly<Record<string, RollAffiliation | 'nobody'>> = {
  student: 'student',
  teacher: 'faculty',
  proctor: 'staff',
  aide: 'staff',
  counselor: 'staff',
  principal: 'staff',
  administrator: 'staff',
  siteadministrator: 'staff',
  districtadministrator: 'staff',
  systemadministrator: 'staff',
  parent: 'nobody',
  guardian: 'nobody',
  relative: 'nobody',
};

/** `status` of a delta and `enabledUser`; a bulk file leaves the first empty. */
export function rosterStatus(status: string, enabledUser: string): RollStatus {
  return status.toLowerCase() === 'tobedeleted' || enabledUser.toLowerCase() === 'false' ? 'ended' : 'active';
}

/** What a package says of its tables: `bulk`, `delta` or `absent` (1EdTech OneRoster 1.2 CSV binding, manifest.csv). */
export type TableKind = 'bulk' | 'delta' | 'absent';

export function tableKind(properties: ReadonlyMap<string, string>, table: string): TableKind {
  const kind = properties.get(`file.${table}`.toLowerCase())?.toLowerCase();
  return kind === 'bulk' || kind === 'delta' ? kind : 'absent';
}
