/** What a change is about; a consumer that does not know a topic passes over it. */
export type ChangeTopic =
  | 'person.changed'
  | 'person.merged'
  | 'person.split'
  | 'person.erased'
  | 'affiliation.changed'
  | 'card.changed'
  /** Of a person's blocks; the entity is the person. */
  | 'block.changed'
  | 'role.changed'
  | 'university.changed'
  | 'group.changed'
  | 'entitlement.changed'
  | 'agreement.changed'
  | 'account.changed'
  | 'zone.changed'
  | 'rule.changed'
  | 'terminal.changed';

/** One line of the feed. It says that something changed, not what it is now: a consumer reads the present state by id. */
export interface Change {
  readonly tx: string;
  readonly sequence: string;
  readonly at: Date;
  readonly topic: ChangeTopic;
  readonly entityId: string;
  readonly universityId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Where a reader stands: it has seen every row up to and with this one. Both are decimal strings (xid8 and bigint). */
export interface FeedPosition {
  readonly tx: string;
  readonly sequence: string;
}
