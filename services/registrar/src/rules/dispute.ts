/** What a person may say is wrong: the record itself ("that is not me"), a value of it, or what hangs from it. */
export const disputedFacts = [
  'person',
  'name',
  'birth_date',
  'email',
  'phone',
  'national_number',
  'affiliation',
  'identifier',
  'group',
  'entitlement',
] as const;
export type DisputedFact = (typeof disputedFacts)[number];

/** How a university answers: with an explanation, by putting it right, or by standing by what it said. */
export const disputeAnswers = ['answered', 'corrected', 'rejected'] as const;
export type DisputeAnswer = (typeof disputeAnswers)[number];

export const said_letters_max = 1_000;
export const answer_letters_max = 2_000;

export interface Dispute {
  readonly id: string;
  readonly universityId: string;
  readonly fact: DisputedFact;
  readonly factId: string;
  /** `null`: erased together with the record. */
  readonly said: string | null;
  readonly saidAt: Date;
  readonly state: 'open' | DisputeAnswer;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}
