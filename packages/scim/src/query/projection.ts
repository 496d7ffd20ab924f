import type { AttributePath } from '../filter/filter.ts';

/** At most one of the two, RFC 7644 §3.9. */
export interface Projection {
  readonly attributes?: readonly AttributePath[];
  readonly excludedAttributes?: readonly AttributePath[];
}
