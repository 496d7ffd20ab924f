export interface BulkOperation {
  /** Place in the request, from 0. */
  readonly index: number;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `Users`, `Groups`, …: the first part of `path`, as sent. */
  readonly endpoint: string;
  /** The second part of `path`; may be `bulkId:…`. */
  readonly id?: string;
  readonly bulkId?: string;
  /** ETag of If-Match, as sent. */
  readonly version?: string;
  readonly data?: unknown;
}

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** Stop after so many errors; absent: never. */
  readonly failOnErrors?: number;
}
