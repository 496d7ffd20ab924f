/**
 * A table whose rows leave as whole partitions (decision 0025). Its partitions are always the same ones: each takes what
 * belongs to `days` days, in turn, and there is one more of them than what is kept needs, so that a run may fail to come for
 * as many days again before two spans meet in one.
 */
export interface Ring {
  readonly table: 'refresh_tokens' | 'sign_ins' | 'client_traces' | 'logouts';
  /** What names a row, for those that go by themselves. */
  readonly key: string;
  readonly keyType: 'text' | 'bigint' | 'uuid';
  /** By what a row's time is told. */
  readonly time: string;
  readonly days: number;
  readonly slots: number;
  /** After its time; with `days` the longest that a row stays. */
  readonly kept_days: number;
}

/** The numbers of days and slots are the database's (migrations 0090 and 0091); test/store/identity-partitions holds both together. */
export const rings = {
  // A late second use of a token is still recognised as one.
  refreshTokens: {
    table: 'refresh_tokens',
    key: 'id_hash',
    keyType: 'text',
    time: 'expires_at',
    days: 7,
    slots: 5,
    kept_days: 1,
  },
  signIns: { table: 'sign_ins', key: 'id', keyType: 'bigint', time: 'at', days: 10, slots: 11, kept_days: 90 },
  traces: { table: 'client_traces', key: 'id', keyType: 'bigint', time: 'at', days: 1, slots: 9, kept_days: 7 },
  logouts: { table: 'logouts', key: 'id', keyType: 'uuid', time: 'ended_at', days: 10, slots: 5, kept_days: 30 },
} as const satisfies Record<string, Ring>;
