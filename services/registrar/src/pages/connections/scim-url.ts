import type { University } from '@onecampus/directory';
import { audienceOf } from '@onecampus/tokens';
import type { Context } from '../../context.ts';

/** The base URL that a university's SCIM clients are given (RFC 7644 §1.3). */
export function scimUrl(context: Context, { slug }: Pick<University, 'slug'>): string {
  return `${audienceOf(context.config.CAMPUS_PUBLIC_URL)}/scim/v2/${slug}`;
}
