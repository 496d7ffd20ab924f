/** What the product acknowledged: written down here only when the whole answer had arrived and was a success. */
export interface Ledger {
  /** `sid` of every sign-in whose tokens arrived, and of every sign-out that was answered. */
  readonly signedIn: Set<string>;
  readonly signedOut: Set<string>;
  /** Every state of every card that was answered, by card and version. */
  readonly cards: Map<string, { readonly number: string; readonly versions: Map<number, string> }>;
  /** Request ids of decisions that gates were given. */
  readonly decisions: Set<string>;
  readonly operations: Map<Operation, { done: number; failed: number; slowest_ms: number }>;
  /** Answers that must never be given, in words. */
  readonly wrong: string[];
}

export type Operation = 'sign in' | 'sign out' | 'issue' | 'suspend' | 'reactivate' | 'replace' | 'decide';

export function openLedger(): Ledger {
  return {
    signedIn: new Set(),
    signedOut: new Set(),
    cards: new Map(),
    decisions: new Set(),
    operations: new Map(),
    wrong: [],
  };
}

export interface AcknowledgedCard {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
}

export function noteCard(ledger: Ledger, card: AcknowledgedCard): void {
  const known = ledger.cards.get(card.id) ?? { number: card.number, versions: new Map<number, string>() };
  ledger.cards.set(card.id, known);
  const before = known.versions.get(card.version);
  if (before !== undefined && before !== card.state) {
    ledger.wrong.push(`card ${card.id} was answered as ${before} and as ${card.state} in version ${card.version}`);
  }
  known.versions.set(card.version, card.state);
}

/** Runs one operation and counts it; a failure is counted too, and ends the operation alone. */
export async function attempt(ledger: Ledger, operation: Operation, work: () => Promise<void>): Promise<boolean> {
  const count = ledger.operations.get(operation) ?? { done: 0, failed: 0, slowest_ms: 0 };
  ledger.operations.set(operation, count);
  const began = performance.now();
  try {
    await work();
    count.done += 1;
    return true;
  } catch {
    count.failed += 1;
    return false;
  } finally {
    count.slowest_ms = Math.max(count.slowest_ms, performance.now() - began);
  }
}
