/** Why a card in its present state is not changed that way: `why` of `card.state_change_refused`. */
export const stateRefusals = [
  'not_a_move',
  'only_by_librarian',
  'found_too_late',
  'suspended_by_another',
  'suspended_too_long',
  'two_librarians',
] as const;
export type StateRefusal = (typeof stateRefusals)[number];
