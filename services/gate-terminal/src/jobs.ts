import { type Logger, type Repeating, repeat } from '@onecampus/runtime';
import type { Centre } from './centre/centre.ts';
import type { CentreState } from './centre/centre-state.ts';

const ask_every_ms = 5_000;

/** Asks the centre now and then what we are enrolled for, so that the screen at rest says whether cards are checked. */
export function startJobs(options: {
  readonly centre: Centre;
  readonly state: CentreState;
  readonly log: Logger;
}): Repeating {
  const { centre, state, log } = options;
  return repeat('ask-registration', ask_every_ms, log, async () => {
    try {
      state.answered(await centre.registration());
    } catch (error) {
      if (state.reachable() !== false) log.warn({ err: error }, 'the access checker does not answer');
      state.failed();
    }
  });
}
