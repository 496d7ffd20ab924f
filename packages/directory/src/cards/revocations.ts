import type { Db, Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';

/** One librarian's wish that a card be taken away, which another one grants or declines. */
export interface Revocation {
  readonly id: string;
  readonly cardId: string;
  /** Whose card it is, as who he is today. */
  readonly personId: string;
  readonly number: string | null;
  readonly universityId: string;
  readonly reason: string;
  readonly askedBy: Actor;
  readonly askedAt: Date;
}

export type RevocationDecision = 'revoked' | 'declined' | 'withdrawn';

const columns = `r.id, r.card_id as "cardId", directory.canonical_person(c.person_id) as "personId", c.number,
  r.university_id as "universityId", r.reason, r.asked_by as "askedBy", r.asked_at as "askedAt"`;

/** `row.duplicate` with constraint `one_open_revocation` where somebody has asked already. */
export async function insertRevocation(
  tx: Tx,
  wish: Pick<Revocation, 'id' | 'cardId' | 'universityId' | 'reason' | 'askedBy'>,
): Promise<void> {
  await tx.raw(
    `insert into directory.card_revocations (id, card_id, university_id, reason, asked_by) values (?, ?, ?, ?, ?)`,
    [wish.id, wish.cardId, wish.universityId, wish.reason, wish.askedBy],
  );
}

/** One that nobody has decided yet, locked until the transaction ends. */
export async function lockRevocation(tx: Tx, id: string): Promise<Revocation | undefined> {
  const { rows } = await tx.raw<{ rows: Revocation[] }>(
    `select ${columns} from directory.card_revocations r join directory.cards c on c.id = r.card_id
     where r.id = ? and r.decision is null for update of r`,
    [id],
  );
  return rows[0];
}

/** `row.refused` with constraint `four_eyes_revoke` where somebody grants his own wish. */
export async function decideRevocation(
  tx: Tx,
  decided: { readonly id: string; readonly decision: RevocationDecision; readonly by: Actor },
): Promise<void> {
  await tx.raw(
    `update directory.card_revocations set decision = ?, decided_by = ?, decided_at = clock_timestamp() where id = ?`,
    [decided.decision, decided.by, decided.id],
  );
}

/** What waits for a second librarian, the longest waiting first. */
export async function listOpenRevocations(db: Db, limit: number): Promise<Revocation[]> {
  const { rows } = await db.raw<{ rows: Revocation[] }>(
    `select ${columns} from directory.card_revocations r join directory.cards c on c.id = r.card_id
     where r.decision is null order by r.asked_at, r.id limit ?`,
    [limit],
  );
  return rows;
}

/** Whether a revocation of one of a person's cards is undecided. */
export async function isRevocationAsked(db: Db, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { asked: boolean }[] }>(
    `select exists (select from directory.card_revocations r join directory.cards c on c.id = r.card_id
       where r.decision is null and c.person_id in (select directory.same_person(?))) as asked`,
    [personId],
  );
  return rows[0]!.asked;
}
