import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';
import { listNotices, type NoticeKind } from '../store/notices.ts';
import { listSessionEnds, type SessionEnd } from '../store/session-history.ts';
import { listSignIns } from '../store/sign-ins.ts';

export type ActivityEntry = { readonly at: Date } & (
  | {
      readonly kind: 'sign-in';
      readonly clientId: string | null;
      readonly device: Device;
      readonly publicComputer: boolean;
      readonly methods: readonly string[];
    }
  | { readonly kind: 'end'; readonly because: SessionEnd['because']; readonly device: Device }
  | { readonly kind: 'change'; readonly notice: NoticeKind; readonly details: Readonly<Record<string, string>> }
);

const entries_max = 100;
/** Said by the sign-in itself and by the end itself. */
const saidOtherwise: readonly NoticeKind[] = ['new-device', 'sessions-ended'];

/** What happened to one's own account, the latest first: sign-ins, ends of sessions, changes. */
export async function listActivity(
  db: Db,
  own: { readonly accountPersonId: string; readonly referenceId: string },
): Promise<ActivityEntry[]> {
  const [signIns, ends, notices] = await Promise.all([
    listSignIns(db, own.accountPersonId, entries_max),
    listSessionEnds(db, own.referenceId, entries_max),
    listNotices(db, own.accountPersonId, entries_max),
  ]);
  const entries: ActivityEntry[] = [
    ...signIns.map((one) => ({ kind: 'sign-in' as const, ...one })),
    ...ends.map((one) => ({ kind: 'end' as const, ...one })),
    ...notices
      .filter(({ kind }) => !saidOtherwise.includes(kind))
      .map(({ kind, details, happenedAt }) => ({ kind: 'change' as const, notice: kind, details, at: happenedAt })),
  ];
  return entries.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, entries_max);
}
