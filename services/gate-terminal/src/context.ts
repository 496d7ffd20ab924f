import {
  type Clock,
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  systemClock,
  uuidv7,
} from '@onecampus/runtime';
import { type Centre, connectCentre } from './centre/centre.ts';
import { type CentreState, centreState } from './centre/centre-state.ts';
import { ownAssertion } from './centre/own-assertion.ts';
import type { Config } from './config.ts';
import { startJobs } from './jobs.ts';
import { type Journal, openJournal } from './journal/journal.ts';

/** Everything a gate terminal works with. */
export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly centre: Centre;
  readonly journal: Journal;
  readonly zone: string;
  readonly direction: 'enter' | 'exit';
  readonly boot: string;
  readonly count: () => number;
  readonly state: CentreState;
  /** Throws unless the centre answers us and the journal can be written. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export async function createContext(
  config: Config,
  given: { readonly clock?: Clock; readonly log?: Logger } = {},
): Promise<Context> {
  const clock = given.clock ?? systemClock;
  const log = given.log ?? createLogger({ service: 'gate-terminal', level: config.logLevel });
  const journal = await openJournal(config.journalFolder, log);
  const centre = connectCentre({
    url: config.checkerUrl,
    assertion: ownAssertion({
      terminalId: config.terminalId,
      audience: config.checkerAudience,
      privateJwk: config.terminalKey,
      clock,
    }),
  });
  const state = centreState();
  const jobs = startJobs({ centre, state, log });
  let n = 0;
  return {
    config,
    log,
    metrics: createMetrics('gate-terminal'),
    clock,
    centre,
    journal,
    zone: config.zone,
    direction: config.direction,
    boot: uuidv7(clock.now().getTime()),
    count: () => {
      n += 1;
      return n;
    },
    state,
    ready: async () => {
      const registration = await centre.registration();
      state.answered(registration);
      if (registration.zone?.slug !== config.zone) throw new Error('enrolled for another zone');
      if (journal.lost() > 0) throw new Error('the journal cannot be written');
    },
    close: async () => {
      await jobs.stop();
      await centre.close();
      await journal.close();
    },
  };
}
