import type { Tx } from '@onecampus/database';

/**
 * Gives up a mark that no record carries any longer: a mistyped number must not bind its true owner to a stranger. Another
 * university's record may carry it, so the statement looks across the border; it returns nothing.
 */
export async function dropUnusedMark(
  tx: Tx,
  mark: { readonly nationalNumberMark: string; readonly birthDate: string },
): Promise<void> {
  await tx.raw('set local role campus_steward');
  await tx.raw(
    `delete from directory.national_number_marks m
     where m.national_number_hmac = decode(?, 'hex') and m.birth_date = ?
       and not exists (select from directory.source_records s
                       where s.national_number_hmac = m.national_number_hmac and s.birth_date = m.birth_date)`,
    [mark.nationalNumberMark, mark.birthDate],
  );
  await tx.raw('set local role none');
}
