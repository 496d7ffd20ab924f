import { affiliationSchemas, readIfMatch, readPatch, readResource } from '@onecampus/scim';
import { affiliationColumn } from '../rules/scim/affiliation-columns.ts';
import { affiliationResource } from '../rules/scim/affiliation-resource.ts';
import { applyPatch } from '../rules/scim/apply-patch.ts';
import { changeAffiliation } from '../use-cases/scim/change-affiliation.ts';
import { createAffiliation } from '../use-cases/scim/create-affiliation.ts';
import { endAffiliation } from '../use-cases/scim/end-affiliation.ts';
import { listAffiliations } from '../use-cases/scim/list-affiliations.ts';
import { showAffiliation } from '../use-cases/scim/show-affiliation.ts';
import { listPage } from './list-page.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';

/** Affiliations: what a User is at the university, from when until when; the shape of SWITCH edu-ID. */
export const affiliations: ScimEndpoint = {
  name: 'Affiliations',
  schemas: affiliationSchemas,
  list: ({ context, caller, base }, query) =>
    listPage(
      query,
      affiliationColumn,
      (clauses) => listAffiliations(context, caller, clauses),
      (row) => affiliationResource(row, base),
    ),
  create: async ({ context, caller, base }, data) =>
    affiliationResource(await createAffiliation(context, caller, readResource(data, affiliationSchemas)), base),
  show: async ({ context, caller, base }, id) => affiliationResource(await showAffiliation(context, caller, id), base),
  replace: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const { schemas: _, ...resource } = readResource(data, affiliationSchemas);
    const order = { id, change: () => resource, ifMatch: readIfMatch(ifMatch) };
    return affiliationResource(await changeAffiliation(context, caller, order), base);
  },
  patch: async ({ context, caller, base }, id, data, { ifMatch }) => {
    const operations = readPatch(data, affiliationSchemas);
    const order = {
      id,
      change: (present: Parameters<typeof applyPatch>[0]) => applyPatch(present, operations),
      ifMatch: readIfMatch(ifMatch),
    };
    return { resource: affiliationResource(await changeAffiliation(context, caller, order), base) };
  },
  remove: ({ context, caller }, id, { ifMatch }) =>
    endAffiliation(context, caller, { id, ifMatch: readIfMatch(ifMatch) }),
};
