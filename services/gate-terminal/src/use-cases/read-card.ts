import { maskCardNumber, parseCardNumber } from '@onecampus/pass-codes';
import type { Clock, Logger } from '@onecampus/runtime';
import type { Centre } from '../centre/centre.ts';
import type { CentreState } from '../centre/centre-state.ts';
import type { Journal } from '../journal/journal.ts';
import { centreVerdict } from '../rules/centre-verdict.ts';
import { ownVerdict } from '../rules/own-verdict.ts';
import type { Verdict } from '../rules/verdict.ts';

export interface ReadCardDependencies {
  readonly centre: Centre;
  readonly state: CentreState;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly zone: string;
  readonly direction: 'enter' | 'exit';
  /** Names this run of the terminal; with the running number it makes an id that never comes again. */
  readonly boot: string;
  readonly count: () => number;
}

/** Somebody has held a card to the reader: find out, say so, and write it down. */
export async function readCard(
  terminal: ReadCardDependencies,
  scanned: string,
): Promise<{ readonly verdict: Verdict; readonly requestId: string }> {
  const { journal, clock, boot, direction } = terminal;
  const n = terminal.count();
  const requestId = `${boot}:${n}`;
  const read = parseCardNumber(scanned);
  const verdict = read.ok ? await askCentre(terminal, read.number, requestId) : ownVerdict('unreadable', read.code);
  journal.append({
    boot,
    n,
    at: clock.now().toISOString(),
    request_id: requestId,
    card: read.ok ? maskCardNumber(read.number) : null,
    direction,
    decision: verdict.decision,
    reason_code: verdict.reasonCode,
    decided_by: verdict.decidedBy,
    snapshot_seq: verdict.snapshotSeq,
  });
  return { verdict, requestId };
}

/** No answer is a refusal: a gate that opens because a cable was cut is no gate. */
async function askCentre(terminal: ReadCardDependencies, number: string, requestId: string): Promise<Verdict> {
  const { centre, state, log, zone, direction } = terminal;
  try {
    const answer = await centre.ask({ scanned: number, zone, action: direction, requestId });
    state.answered();
    return centreVerdict(answer);
  } catch (error) {
    state.failed();
    log.warn({ err: error, requestId }, 'the access checker gave no decision');
    return ownVerdict('undecidable');
  }
}
