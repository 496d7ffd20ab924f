import { z } from 'zod';

export const slug = z.string().regex(/^[a-z0-9-]{2,32}$/, 'must be 2 to 32 of a-z, 0-9 and -');
/** A university by its slug or any of its domains. */
export const university = z.string().min(2).max(127);
export const label = z.string().min(1).max(200);
/** A flag in the query: true or false, nothing else. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
