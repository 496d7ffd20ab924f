import { constraintOf } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';

/** Runs a statement on cards and says in the desk's words why the database refused it. */
export async function orCardRefusal<Result>(statement: Promise<Result>): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    throw cardRefusal(error);
  }
}

function cardRefusal(cause: unknown): unknown {
  switch (constraintOf(cause)) {
    case 'one_live_card':
      return new DomainError('card.already_live', 'The person carries a live card already.', { cause });
    case 'cards_number_key':
    case 'credential_never_reused':
      return new DomainError('card.number_taken', 'This number was given out before; a number is never given twice.', {
        cause,
      });
    case 'card_state_change':
      return new DomainError('card.state_change_refused', 'A card in its present state cannot be changed that way.', {
        cause,
      });
    default:
      return cause;
  }
}
