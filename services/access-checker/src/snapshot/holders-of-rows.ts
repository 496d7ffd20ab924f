import type { SubjectAffiliation } from '@onecampus/access-rules';
import type { HolderRow } from '../store/read-holders.ts';

/** A person as far as a gate is concerned. */
export interface Holder {
  readonly personId: string;
  readonly affiliations: readonly SubjectAffiliation[];
}

/** Gathers rows that stand together by person. */
export function holdersOfRows(rows: readonly HolderRow[]): Holder[] {
  const holders: { personId: string; affiliations: SubjectAffiliation[] }[] = [];
  for (const row of rows) {
    let holder = holders.at(-1);
    if (holder?.personId !== row.personId) {
      holder = { personId: row.personId, affiliations: [] };
      holders.push(holder);
    }
    if (row.affiliation === null || row.scope === null || row.validFrom === null) continue;
    holder.affiliations.push({
      affiliation: row.affiliation,
      scope: row.scope,
      validFrom: row.validFrom,
      validUntil: row.validUntil,
    });
  }
  return holders;
}
