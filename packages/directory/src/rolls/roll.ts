/** The roll in hand: whose it is, and the moment at which it is believed. */
export interface Roll {
  readonly sourceId: string;
  readonly universityId: string;
  /** Scope of the roll's affiliations, logins and numbers: the university's home organization. */
  readonly scope: string;
  readonly timeZone: string;
  /** Numbers of people who are neither students nor employees count as this. */
  readonly numberScheme: 'student_number' | 'employee_number';
}

/** What a roll would change, in people (records of the source). */
export interface RollDifference {
  readonly new: number;
  readonly changed: number;
  readonly ending: number;
  readonly unchanged: number;
  /** People whose number now carries another family name and another given name, or another birth date. */
  readonly otherHuman: number;
  /** People of the source who have an affiliation that has not ended: those a file can end. */
  readonly present: number;
}

/** A number or a login that belongs to somebody else; nothing of `sourceKey` is taken from the roll. */
export interface RollClash {
  readonly sourceKey: string;
  readonly scheme: 'eppn' | 'student_number' | 'employee_number';
}
