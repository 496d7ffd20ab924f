/** Every share that the generator invents. Per record where nothing else is said; reasons in docs/explanation/matching.md. */
export type GeneratorSettings = {
  readonly people: number;
  /** Pairs of humans. */
  readonly twinPairs: number;
  readonly fatherSonPairs: number;
  readonly homonymPairs: number;
  readonly spousePairs: number;
  /** Shares of humans at one, two and three universities. */
  readonly universities: readonly [number, number, number];
  /** A record of a citizen, of a foreigner who has a number, says it. */
  readonly nationalNumberKnown: number;
  /** Humans: foreigners who have a national number. */
  readonly foreignersWithNumber: number;
  readonly documentKnown: number;
  /** The document is the one before (renewed at 20, at 45, after a marriage, each few years abroad). */
  readonly documentOld: number;
  readonly emailKnown: number;
  readonly emailOther: number;
  readonly phoneKnown: number;
  readonly phoneOther: number;
  readonly married: number;
  readonly foreignerRomanised: number;
  readonly citizenRomanised: number;
  readonly swappedDate: number;
  readonly digitOfDate: number;
  readonly numberMistyped: number;
  readonly numberOfAnother: number;
  readonly twinNumberOfTwin: number;
  readonly shortGiven: number;
  readonly swappedCells: number;
  readonly slip: number;
  readonly noPatronymic: number;
  readonly initials: number;
  readonly relativesAddress: number;
  readonly officeAddress: number;
};

export const usualSettings: GeneratorSettings = {
  people: 70_000,
  twinPairs: 400,
  fatherSonPairs: 200,
  homonymPairs: 500,
  spousePairs: 500,
  universities: [0.5, 0.38, 0.12],
  nationalNumberKnown: 0.95,
  foreignersWithNumber: 0.5,
  documentKnown: 0.88,
  documentOld: 0.1,
  emailKnown: 0.8,
  emailOther: 0.2,
  phoneKnown: 0.85,
  phoneOther: 0.2,
  married: 0.04,
  foreignerRomanised: 0.3,
  citizenRomanised: 0.003,
  swappedDate: 0.0025,
  digitOfDate: 0.0025,
  numberMistyped: 0.001,
  numberOfAnother: 0.0005,
  twinNumberOfTwin: 0.04,
  shortGiven: 0.003,
  swappedCells: 0.003,
  slip: 0.007,
  noPatronymic: 0.02,
  initials: 0.002,
  relativesAddress: 0.3,
  officeAddress: 0.01,
};

/** The same errors, and far fewer numbers and addresses. */
export const poorSettings: GeneratorSettings = {
  ...usualSettings,
  nationalNumberKnown: 0.75,
  foreignersWithNumber: 0.25,
  documentKnown: 0.6,
  emailKnown: 0.6,
  phoneKnown: 0.6,
};

/** Every error twice as often. */
export const sloppySettings: GeneratorSettings = {
  ...usualSettings,
  documentOld: 2 * usualSettings.documentOld,
  married: 2 * usualSettings.married,
  citizenRomanised: 2 * usualSettings.citizenRomanised,
  foreignerRomanised: 2 * usualSettings.foreignerRomanised,
  swappedDate: 2 * usualSettings.swappedDate,
  digitOfDate: 2 * usualSettings.digitOfDate,
  numberMistyped: 2 * usualSettings.numberMistyped,
  numberOfAnother: 2 * usualSettings.numberOfAnother,
  twinNumberOfTwin: 2 * usualSettings.twinNumberOfTwin,
  shortGiven: 2 * usualSettings.shortGiven,
  swappedCells: 2 * usualSettings.swappedCells,
  slip: 2 * usualSettings.slip,
  noPatronymic: 2 * usualSettings.noPatronymic,
  initials: 2 * usualSettings.initials,
};
