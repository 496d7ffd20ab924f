import type { Client } from '../store/clients.ts';

type State = Client['state'];

/** Where a client may go from where it is; a draft opens only after a test, and what was withdrawn stays so. */
const next: Readonly<Record<State, readonly State[]>> = {
  draft: ['live', 'withdrawn'],
  live: ['suspended', 'withdrawn'],
  suspended: ['live', 'withdrawn'],
  withdrawn: [],
};

export function mayBecome(from: State, to: State): boolean {
  return next[from].includes(to);
}
