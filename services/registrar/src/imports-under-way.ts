import type { Clock } from '@onecampus/runtime';

/** Whether this process is bringing in a roll, so that what may wait does not take the cores from it. */
export interface ImportsUnderWay {
  /** Says that one begins; the answer is called when it ends. */
  begin(): () => void;
  /** True while one is under way, and for ten minutes at most: whoever waits for a roll does not wait for ever. */
  busy(): boolean;
}

const waits_at_most_ms = 10 * 60_000;

export function importsUnderWay(clock: Clock): ImportsUnderWay {
  let underWay = 0;
  let since = 0;
  return {
    begin: () => {
      if (underWay === 0) since = clock.now().getTime();
      underWay += 1;
      let ended = false;
      return () => {
        if (!ended) underWay -= 1;
        ended = true;
      };
    },
    busy: () => underWay > 0 && clock.now().getTime() - since < waits_at_most_ms,
  };
}
