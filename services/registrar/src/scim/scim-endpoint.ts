import type { ListQuery, ListResponse, Projection, ResourceSchemas, ScimResource } from '@onecampus/scim';
import type { Conditions, ScimCall } from './scim-call.ts';

/** One type of resource as the front door knows it; what it returns is whole and is cut to what was asked for outside. */
export interface ScimEndpoint {
  /** `Users`, `Groups`, `Affiliations`. */
  readonly name: string;
  readonly schemas: ResourceSchemas;
  list(call: ScimCall, query: ListQuery): Promise<ListResponse<ScimResource>>;
  create(call: ScimCall, data: unknown): Promise<ScimResource>;
  show(call: ScimCall, id: string, projection: Projection): Promise<ScimResource>;
  replace(call: ScimCall, id: string, data: unknown, conditions: Conditions): Promise<ScimResource>;
  /** The resource afterwards; a function where it is read only if somebody wants it. */
  patch(call: ScimCall, id: string, data: unknown, conditions: Conditions): Promise<PatchOutcome>;
  remove(call: ScimCall, id: string, conditions: Conditions): Promise<void>;
}

/** Of a large resource a PATCH tells the version only (204); the whole is read where the client named attributes. */
export type PatchOutcome =
  | { readonly resource: ScimResource }
  | { readonly version: string; readonly location: string };
