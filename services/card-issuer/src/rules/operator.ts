import type { Actor } from '@onecampus/directory';

/** Who works at the desk: a librarian on behalf of a university, a program with a token, or the reader with his own card. */
export interface Operator {
  readonly actor: Actor;
  /** The university that a librarian serves just now. */
  readonly universityId?: string | undefined;
}
