import { AFFILIATIONS, EFFECTS, isTimeZone, PRIORITY, type PriorityClass, type Weekday } from '@onecampus/access-rules';
import { z } from 'zod';

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be 2 to 63 of a–z, 0–9 and -');
export const slugParams = z.strictObject({ slug });

/** A text in both languages of the house. */
const bilingual = (length_max: number) => {
  const text = z.string().trim().min(1).max(length_max);
  return z.strictObject({ ru: text, en: text });
};

export const zoneBody = z.strictObject({
  university: z.string().min(1).max(128),
  kind: z.string().regex(/^[a-z][a-z-]{1,31}$/, 'must be 2 to 32 of a–z and -'),
  title: bilingual(200),
  time_zone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Tomsk').optional(),
});

const instant = z.iso.datetime({ offset: true }).nullable().default(null);
const atom = z.strictObject({
  affiliation: z.enum(AFFILIATIONS).optional(),
  scope: z.string().min(1).max(128).optional(),
  person_id: z.uuid().optional(),
});
const weekday = z
  .number()
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday);

const rule = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 of a–z, 0–9 and -'),
  effect: z.enum(EFFECTS),
  priority: z.enum(Object.keys(PRIORITY) as [PriorityClass, ...PriorityClass[]]).default('ordinary'),
  audience: z.strictObject({
    any_of: z.array(atom).max(10_000).optional(),
    none_of: z.array(atom).max(10_000).optional(),
  }),
  schedule: z.union([
    z.literal('always'),
    z
      .array(
        z.strictObject({
          weekdays: z.array(weekday).min(1).max(7),
          from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
          to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM, at most 24:00'),
        }),
      )
      .max(100),
  ]),
  valid_from: instant,
  valid_to: instant,
  purpose: bilingual(500).nullable().default(null),
  reason: bilingual(500).nullable().default(null),
});

export const rulesBody = z.strictObject({ rules: z.array(rule).max(1_000) });

export const terminalBody = z.strictObject({
  zone: slug,
  name: z.string().trim().min(1).max(100),
  /** Only what makes the public key is kept; a private part is refused, for it must never leave the terminal. */
  public_jwk: z
    .looseObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string().max(64),
      y: z.string().max(64),
      d: z.never('the private part of the key must stay in the terminal').optional(),
    })
    .transform(({ kty, crv, x, y }) => ({ kty, crv, x, y })),
});

export const terminalParams = z.strictObject({ id: z.uuid() });

export const passagesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.uuid().optional(),
});
