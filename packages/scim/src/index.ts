export type { BulkOperation, BulkRequest } from './bulk/bulk-operation.ts';
export { BULK_RESPONSE, type BulkResult, bulkResponse } from './bulk/bulk-response.ts';
export { type BulkPlan, planBulk } from './bulk/plan-bulk.ts';
export { BULK_REQUEST, type BulkLimits, readBulk } from './bulk/read-bulk.ts';
export { resolveBulkIds } from './bulk/resolve-bulk-ids.ts';
export { ScimError, type ScimType } from './errors/scim-error.ts';
export { ERROR_MESSAGE, type ScimErrorBody, scimErrorBody } from './errors/scim-error-body.ts';
export type {
  AttributePath,
  Comparison,
  ComparisonOperator,
  Filter,
  FilterLimits,
  FilterValue,
  Has,
  Junction,
  Negation,
  Presence,
} from './filter/filter.ts';
export { parseFilter } from './filter/parse-filter.ts';
export { printFilter, printPath } from './filter/print-filter.ts';
export { resolveFilter } from './filter/resolve-filter.ts';
export { parsePatchPath } from './patch/parse-patch-path.ts';
export type { PatchLimits, PatchOperation, PatchPath } from './patch/patch-operation.ts';
export { PATCH_OP, readPatch } from './patch/read-patch.ts';
export { valuesNamed } from './patch/values-named.ts';
export { decodeCursor, encodeCursor } from './query/cursor.ts';
export type { ListLimits, ListQuery, Paging, PagingLimits, Query, Sort } from './query/list-query.ts';
export { LIST_RESPONSE, type ListResponse, listResponse } from './query/list-response.ts';
export type { Projection } from './query/projection.ts';
export { readListQuery, readSearchRequest, SEARCH_REQUEST } from './query/read-list-query.ts';
export { readPaging } from './query/read-paging.ts';
export { isReturned, readProjection } from './query/read-projection.ts';
export { readSort } from './query/read-sort.ts';
export { etagOf, type IfMatch, readIfMatch } from './resources/etag.ts';
export { project } from './resources/project.ts';
export { readResource } from './resources/read-resource.ts';
export type { ScimResource } from './resources/scim-resource.ts';
export { affiliationSchema } from './schemas/affiliation-schema.ts';
export { campusUserSchema } from './schemas/campus-user-schema.ts';
export { enterpriseUserSchema } from './schemas/enterprise-user-schema.ts';
export { type FoundAttribute, findAttribute } from './schemas/find-attribute.ts';
export { groupSchema } from './schemas/group-schema.ts';
export { affiliationSchemas, groupSchemas, userSchemas } from './schemas/resource-schemas.ts';
export { resourceTypes } from './schemas/resource-types.ts';
export type { AttributeType, ResourceSchemas, ScimAttribute, ScimSchema } from './schemas/schema.ts';
export { schemasList } from './schemas/schemas-list.ts';
export { type ServiceProviderLimits, serviceProviderConfig } from './schemas/service-provider-config.ts';
export { userSchema } from './schemas/user-schema.ts';
