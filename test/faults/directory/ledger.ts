/** What a thing may be afterwards: the value that was acknowledged last, or one that was asked for since and not answered. */
export interface Entry {
  acknowledged: string | undefined;
  readonly open: Set<string>;
}

/** What was asked and what was answered. */
export interface Ledger {
  readonly entries: Map<string, Entry>;
  done: number;
  failed: number;
  /** Why orders failed, without their numbers, and how often. */
  readonly reasons: Map<string, number>;
}

export function openLedger(): Ledger {
  return { entries: new Map(), done: 0, failed: 0, reasons: new Map() };
}

/** Asks for a value and notes the answer. What failed may or may not have happened. */
export async function ask(ledger: Ledger, thing: string, value: string, order: () => Promise<void>): Promise<boolean> {
  const entry = ledger.entries.get(thing) ?? { acknowledged: undefined, open: new Set<string>() };
  ledger.entries.set(thing, entry);
  entry.open.add(value);
  try {
    await order();
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    const reason = `${thing.split(' ')[0]}: ${cause?.code ?? message.replaceAll(/[\da-f-]{8,}|\d{4,}/g, '…').slice(0, 160)}`;
    ledger.reasons.set(reason, (ledger.reasons.get(reason) ?? 0) + 1);
    ledger.failed += 1;
    return false;
  }
  entry.acknowledged = value;
  // Of one thing there is one order at a time, so whatever was open before this one lost.
  entry.open.clear();
  ledger.done += 1;
  return true;
}

/** Faults of what is there: lost, or never asked for. */
export function judge(ledger: Ledger, thing: string, found: string | undefined): string | undefined {
  const { acknowledged, open } = ledger.entries.get(thing)!;
  if (found === acknowledged || (found !== undefined && open.has(found))) return undefined;
  return found === undefined
    ? `lost: ${thing} is not there and ${acknowledged} was acknowledged`
    : `impossible: ${thing} is ${found}, acknowledged was ${acknowledged}`;
}
