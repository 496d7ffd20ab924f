/** Documents that show who somebody is. */
export const recoveryDocuments = ['passport', 'student-card', 'staff-pass', 'driving-licence'] as const;
export type RecoveryDocument = (typeof recoveryDocuments)[number];

/** A recovery as far as its course goes. */
export interface RecoveryCourse {
  readonly approvedAt: Date | null;
  readonly readyAt: Date | null;
  readonly closesAt: Date;
  readonly endedAs: 'finished' | 'refused' | 'aborted' | 'expired' | null;
}

export type RecoveryState =
  | 'waits-for-approval'
  /** Approved; its owner can still stop it. */
  | 'cooling'
  | 'ready'
  | 'finished'
  | 'refused'
  | 'aborted'
  | 'expired';

export function recoveryStateOf(recovery: RecoveryCourse, now: Date): RecoveryState {
  if (recovery.endedAs !== null) return recovery.endedAs;
  if (recovery.closesAt <= now) return 'expired';
  if (recovery.approvedAt === null || recovery.readyAt === null) return 'waits-for-approval';
  return recovery.readyAt <= now ? 'ready' : 'cooling';
}

/** Whether it still goes on: it can be stopped, and no second one is opened beside it. */
export function recoveryGoesOn(state: RecoveryState): boolean {
  return state === 'waits-for-approval' || state === 'cooling' || state === 'ready';
}
