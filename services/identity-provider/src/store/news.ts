import type { Db } from '@onecampus/database';

/** Where instances tell each other that clients or keys have changed. The notice carries nothing: who hears it reads anew. */
export const newsChannel = 'identity_provider_news';

/** Sent when the surrounding transaction commits, and not at all if it does not. */
export async function announceNews(db: Db): Promise<void> {
  await db.raw(`select pg_notify('${newsChannel}', '')`);
}
