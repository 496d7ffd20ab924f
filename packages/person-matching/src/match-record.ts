/**
 * What one source of one university says about one human. Marks are keyed hashes made outside (national number, identity
 * document); the key is in no database. A source that does not know a field says null.
 */
export type MatchRecord = {
  readonly id: string;
  readonly universityId: string;
  /** The system of record: student office, staff office, library. One human stands in it once. */
  readonly sourceId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  /** Hexadecimal HMAC of the national number. */
  readonly nationalNumberMark: string | null;
  /** Hexadecimal HMAC of kind and number of the identity document. */
  readonly documentMark: string | null;
  readonly email: string | null;
  /** E.164; digits are what is compared. */
  readonly phone: string | null;
  readonly orcid: string | null;
  readonly sex: 'male' | 'female' | null;
};
