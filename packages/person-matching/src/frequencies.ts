/** What the counts are kept by: one row each per live record, over all universities together. */
export type FrequencyKind = 'family' | 'given' | 'patronymic' | 'email' | 'phone';

/** How often a key occurs among all live records; the caller has counted, in memory or by a query for these few keys. */
export type FrequencyTable = {
  /** All live records, the two that are being compared included. */
  readonly records: number;
  /** Asked for the keys of both records of a pair, which are counted both: 0 says that the caller did not look. */
  count(kind: FrequencyKind, key: string): number;
};

/** The counts that bear upon one pair. */
export type Frequencies = {
  readonly records: number;
  /** Of the key both have; of the more frequent one where they differ. */
  readonly family: number;
  readonly given: number;
  readonly patronymic: number;
  readonly email: number;
  readonly phone: number;
  /** Of the less frequent of two given names: a slip of the pen is rare, a name of somebody else is not. */
  readonly givenRarer: number;
};
