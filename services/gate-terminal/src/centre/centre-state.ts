import type { OwnRegistration } from './centre-answer.ts';

/** What this terminal last heard of the centre. */
export interface CentreState {
  /** `undefined` until it was first asked. */
  reachable(): boolean | undefined;
  /** As of the last answer, also while the centre is away. */
  registration(): OwnRegistration | undefined;
  answered(registration?: OwnRegistration): void;
  failed(): void;
}

export function centreState(): CentreState {
  let reachable: boolean | undefined;
  let known: OwnRegistration | undefined;
  return {
    reachable: () => reachable,
    registration: () => known,
    answered: (registration) => {
      reachable = true;
      known = registration ?? known;
    },
    failed: () => {
      reachable = false;
    },
  };
}
