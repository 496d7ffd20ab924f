import { listOpenRevocations, listUniversities, type Revocation, type University } from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';

const wishes_max = 200;

/** What waits for a second librarian. It names cards and universities; who the reader is, is seen on his page and recorded there. */
export async function listRevocations(
  desk: Pick<CardDesk, 'db'>,
): Promise<{ wishes: Revocation[]; universities: University[] }> {
  const [wishes, universities] = await Promise.all([
    listOpenRevocations(desk.db, wishes_max),
    listUniversities(desk.db),
  ]);
  return { wishes, universities };
}
