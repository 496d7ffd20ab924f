import type { CentreAnswer } from '../centre/centre-answer.ts';
import type { Verdict } from './verdict.ts';

export function centreVerdict({ decision, context }: CentreAnswer): Verdict {
  return {
    decision,
    reasonCode: context.reason_code,
    forPerson: context.reason_user,
    forGuard: context.reason_admin,
    nextAllowedFrom: context.next_allowed_from ?? null,
    decidedBy: 'centre',
    snapshotSeq: context.snapshot_seq,
  };
}
