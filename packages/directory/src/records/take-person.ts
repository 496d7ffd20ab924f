import type { Tx } from '@onecampus/database';

/**
 * Says who a newcomer is: the person who has the same national number and birth date, from whichever university, or
 * somebody new. Whoever takes the mark first brings the person; whoever comes at the same moment waits for that
 * transaction and takes its person (migration 0010).
 */
export async function takePerson(
  tx: Tx,
  newcomer: {
    /** The id of somebody new. */
    readonly personId: string;
    readonly referenceId: string;
    /** Who he is by what the university itself says; a national number outweighs it. */
    readonly knownPersonId?: string | undefined;
    readonly nationalNumberMark: string | null;
    readonly birthDate: string | null;
  },
): Promise<string> {
  const { referenceId, knownPersonId, nationalNumberMark, birthDate } = newcomer;
  const personId = knownPersonId ?? newcomer.personId;
  if (nationalNumberMark !== null && birthDate !== null) {
    await takeMark(tx, { personId, nationalNumberMark, birthDate });
    const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
      `select person_id as "personId" from directory.national_number_marks
       where national_number_hmac = decode(?, 'hex') and birth_date = ?`,
      [nationalNumberMark, birthDate],
    );
    if (rows[0] && rows[0].personId !== personId) return rows[0].personId;
  }
  if (knownPersonId !== undefined) return knownPersonId;
  await tx.raw('insert into directory.people (id, reference_id) values (?, ?)', [personId, referenceId]);
  return personId;
}

/** Takes a mark for a person where nobody has it. */
export async function takeMark(
  tx: Tx,
  mark: { readonly personId: string; readonly nationalNumberMark: string; readonly birthDate: string },
): Promise<void> {
  await tx.raw(
    `insert into directory.national_number_marks (national_number_hmac, birth_date, person_id) values (decode(?, 'hex'), ?, ?)
     on conflict do nothing`,
    [mark.nationalNumberMark, mark.birthDate, mark.personId],
  );
}
