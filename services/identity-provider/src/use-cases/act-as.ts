import { type Db, transaction } from '@onecampus/database';
import { recordAudit, type University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { setActingUniversity } from '../store/act-as.ts';

/**
 * As whose member somebody acts from now on in the session that he is in.
 *
 * @throws DomainError `university.unknown` where he does not belong to it.
 */
export async function actAs(
  db: Db,
  order: {
    readonly personId: string;
    readonly sessionUid: string;
    readonly university: University | undefined;
  },
): Promise<void> {
  const { university, personId } = order;
  if (!university) throw new DomainError('university.unknown', 'The person does not belong to such a university.');
  await transaction(db, async (tx) => {
    await setActingUniversity(tx, order.sessionUid, university.id);
    await recordAudit(tx, {
      actor: `person:${personId}`,
      action: 'session.acting_chosen',
      subject: `person:${personId}`,
      universityId: university.id,
    });
  });
}
