import { isReasonCode, type ReasonCode } from '@onecampus/access-rules';
import { z } from 'zod';

const texts = z.object({ ru: z.string().min(1), en: z.string().min(1) });

/** What we need of the access checker's answer; it may say more one day, and never less. */
export const centreAnswer = z.object({
  decision: z.boolean(),
  context: z.object({
    reason_code: z.custom<ReasonCode>(isReasonCode, 'must be a reason code'),
    reason_user: texts,
    reason_admin: texts,
    next_allowed_from: z.iso.datetime().optional(),
    snapshot_seq: z.string(),
  }),
});

export type CentreAnswer = z.infer<typeof centreAnswer>;

/** What the checker tells a terminal about itself. */
export const ownRegistration = z.object({
  zone: z.object({ slug: z.string(), title: texts, time_zone: z.string() }).nullable(),
});

export type OwnRegistration = z.infer<typeof ownRegistration>;
