export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export interface ListResponse<T> {
  readonly schemas: readonly [typeof LIST_RESPONSE];
  /** Of the whole list, not of this page. */
  readonly totalResults: number;
  readonly itemsPerPage: number;
  readonly startIndex?: number;
  readonly nextCursor?: string;
  readonly previousCursor?: string;
  readonly Resources: readonly T[];
}

/** RFC 7644 §3.4.2 and RFC 9865 §2; `Resources` is there even when empty (behaviour 2), numbers are numbers (14). */
export function listResponse<T>(page: {
  total: number;
  /** Left out by cursor. */
  startIndex?: number | undefined;
  resources: readonly T[];
  nextCursor?: string | undefined;
  previousCursor?: string | undefined;
}): ListResponse<T> {
  const { startIndex, nextCursor, previousCursor } = page;
  return {
    schemas: [LIST_RESPONSE],
    totalResults: Number(page.total),
    itemsPerPage: page.resources.length,
    ...(startIndex === undefined ? {} : { startIndex: Number(startIndex) }),
    ...(nextCursor === undefined ? {} : { nextCursor }),
    ...(previousCursor === undefined ? {} : { previousCursor }),
    Resources: page.resources,
  };
}
