import type { Db } from '@onecampus/database';

export interface PassageRow {
  readonly id: string;
  readonly terminalId: string;
  readonly zoneId: string;
  readonly at: Date;
  readonly direction: 'enter' | 'exit';
  readonly decision: boolean;
  readonly reasonCode: string;
  readonly ruleId: string | null;
  readonly personId: string | null;
  /** Hexadecimal. */
  readonly cardNumberHmac: string;
  readonly snapshotSeq: string;
  readonly requestId: string;
}

/** What a list of passages shows: neither who it was nor which card. */
export type ShownPassage = Pick<PassageRow, 'id' | 'at' | 'direction' | 'decision' | 'reasonCode'> & {
  readonly terminalName: string;
  readonly ruleName: string | null;
};

/** Adds passages in the order given; one that is there already (a repeated request) is passed over. */
export async function insertPassages(db: Db, passages: readonly PassageRow[]): Promise<void> {
  await db.raw(
    `insert into access_checker.passages
       (id, terminal_id, zone_id, at, direction, decision, reason_code, rule_id, person_id, card_number_hmac, snapshot_seq, request_id)
     select id, terminal_id, zone_id, at, direction, decision, reason_code, rule_id, person_id,
            decode(card_number_hmac, 'hex'), snapshot_seq, request_id
     from jsonb_to_recordset(?::jsonb) as p (
       id uuid, terminal_id uuid, zone_id uuid, at timestamptz, direction text, decision boolean, reason_code text,
       rule_id uuid, person_id uuid, card_number_hmac text, snapshot_seq text, request_id text)
     on conflict on constraint one_passage_per_request do nothing`,
    [
      JSON.stringify(
        passages.map((one) => ({
          id: one.id,
          terminal_id: one.terminalId,
          zone_id: one.zoneId,
          at: one.at,
          direction: one.direction,
          decision: one.decision,
          reason_code: one.reasonCode,
          rule_id: one.ruleId,
          person_id: one.personId,
          card_number_hmac: one.cardNumberHmac,
          snapshot_seq: one.snapshotSeq,
          request_id: one.requestId,
        })),
      ),
    ],
  );
}

/** The newest passages of a zone, those before `beforeId` where one is given. */
export async function listPassagesOfZone(
  db: Db,
  zoneId: string,
  page: { readonly limit: number; readonly beforeId?: string | undefined },
): Promise<ShownPassage[]> {
  const { rows } = await db.raw<{ rows: ShownPassage[] }>(
    `select p.id, p.at, p.direction, p.decision, p.reason_code as "reasonCode", t.name as "terminalName", r.name as "ruleName"
     from access_checker.passages p
     join access_checker.terminals t on t.id = p.terminal_id
     left join access_checker.rules r on r.id = p.rule_id
     where p.zone_id = ?
       and (?::uuid is null or (p.at, p.id) < (select b.at, b.id from access_checker.passages b where b.id = ?::uuid))
     order by p.at desc, p.id desc
     limit ?`,
    [zoneId, page.beforeId ?? null, page.beforeId ?? null, page.limit] as never,
  );
  return rows;
}

/** Removes up to `limit` passages from before a moment; answers how many. Several instances may do so at once. */
export async function deletePassagesBefore(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `delete from access_checker.passages where id in
       (select id from access_checker.passages where at < ? order by at limit ?)
     returning 1`,
    [before, limit],
  );
  return rows.length;
}
