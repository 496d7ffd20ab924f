import { constraintOf } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { StateRefusal } from '../rules/state-refusal.ts';

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
    case 'one_live_old_barcode':
      return new DomainError('card.old_barcode_taken', 'This bar code stands on a card already.', { cause });
    case 'old_barcode_shape':
      return new DomainError(
        'card.old_barcode_unfit',
        'A bar code has 3 to 32 Latin letters, digits, dots, slashes or hyphens.',
        {
          cause,
        },
      );
    case 'visitor_card_ends':
    case 'temporary_card_ends':
    case 'passing_card_has_an_end':
    case 'cards_check1':
      return new DomainError('card.end_unfit', 'A temporary card ends within 31 days, a visitor’s within a year.', {
        cause,
      });
    case 'four_eyes_revoke':
    case 'withdrawn_by_who_asked':
      return new DomainError(
        'card.second_pair_of_eyes',
        'Who asked for it does not agree to it himself, and nobody else takes it back.',
        { cause },
      );
    case 'one_open_revocation':
      return new DomainError('card.revocation_asked', 'Somebody has asked for this already.', { cause });
    case 'revocation_decided_once':
      return new DomainError('card.changed_meanwhile', 'Somebody else has decided this meanwhile.', { cause });
    default:
      return stateRefusal(constraintOf(cause), cause) ?? cause;
  }
}

/** Guards of the life of a card (migration 0053) in words; `why` is for programs and for the desk's own words. */
const guards: Readonly<Record<string, { why: StateRefusal; text: string }>> = {
  card_state_change: { why: 'not_a_move', text: 'A card in its present state cannot be changed that way.' },
  card_own_record: { why: 'only_by_librarian', text: 'Nobody does this with his own card; a librarian has to.' },
  card_found_too_late: { why: 'found_too_late', text: 'A card lost thirty days ago or more is replaced, not found.' },
  card_suspended_by_another: { why: 'suspended_by_another', text: 'A librarian suspended this card and resumes it.' },
  card_suspended_too_long: { why: 'suspended_too_long', text: 'After thirty days only a librarian resumes a card.' },
  card_revoked_by_two: {
    why: 'two_librarians',
    text: 'A card is revoked by two librarians, neither of them its holder.',
  },
};

function stateRefusal(constraint: string | undefined, cause: unknown): DomainError | undefined {
  const guard = constraint === undefined ? undefined : guards[constraint];
  return guard && new DomainError('card.state_change_refused', guard.text, { cause, details: { why: guard.why } });
}
