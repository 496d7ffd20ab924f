import type { Db } from '@onecampus/database';
import type { Actor, University } from '@onecampus/directory';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';

/** What recoveries in person work with. */
export type Desk = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly issuer: string;
  /** Hours between approval and effect: for people, and for people with a role at a university. */
  readonly hours: { readonly people: number; readonly staff: number };
};

/** Who stands at the desk, and of which university. */
export type AtDesk = {
  readonly personId: string;
  readonly university: University;
  /** Whether he is an administrator there, and not a librarian alone. */
  readonly isAdministrator: boolean;
};

export function actorOf({ personId }: AtDesk): Actor {
  return `person:${personId}`;
}
