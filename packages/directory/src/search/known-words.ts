import type { Tx } from '@onecampus/database';

/** Which of these beginnings anybody of the transaction's university has, as family or given name. */
export async function knownWords(tx: Tx, beginnings: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { beginning: string }[] }>(
    `select beginning from unnest(?::text[]) as beginning
     where exists (select from directory.people_search s where s.university_id = directory.current_university() and s.rank = 0
                   and s.word >= beginning and s.word < beginning || U&'\\+10FFFF')
        or exists (select from directory.people_search s where s.university_id = directory.current_university() and s.rank = 1
                   and s.word >= beginning and s.word < beginning || U&'\\+10FFFF')`,
    [[...beginnings]] as never,
  );
  return rows.map((row) => row.beginning);
}
