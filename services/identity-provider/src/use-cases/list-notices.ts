import type { Db } from '@onecampus/database';
import { listNotices as list, type Notice } from '../store/notices.ts';

const shown_max = 100;

/** What happened to somebody's account, the latest first. */
export function listNotices({ db }: { readonly db: Db }, accountPersonId: string): Promise<Notice[]> {
  return list(db, accountPersonId, shown_max);
}
