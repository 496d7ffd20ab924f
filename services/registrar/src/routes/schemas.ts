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

/** A moment with its offset: `2026-03-03T00:00:00+07:00`. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** A day at the university, which counts in full as the last one, or a moment with its offset. */
export const dayOrMoment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
export const names = z.strictObject({ ru: z.string().min(1).max(300), en: z.string().min(1).max(300) });
