/** A subscription of a service to what changes. */
export interface EventStream {
  readonly id: string;
  /** `null`: the consortium's own stream, whose subjects are people and not one university's records. */
  readonly universityId: string | null;
  readonly label: string;
  /** `aud` of the stream's tokens. */
  readonly audience: string;
  readonly delivery: 'push' | 'poll';
  readonly endpoint: string | null;
  readonly state: 'enabled' | 'paused' | 'failing';
  readonly createdAt: Date;
}

/** One security event token on its way to a receiver. */
export interface EventDelivery {
  readonly streamId: string;
  readonly n: string;
  readonly jti: string;
  /** Event types without their common prefix, e.g. `prov:create:notice`. */
  readonly events: readonly string[];
  readonly subjectUri: string;
  readonly attributes: readonly string[];
  readonly tx: string;
  readonly happenedAt: Date;
  readonly attempts: number;
}
