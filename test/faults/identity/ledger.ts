/** What people and applications were told. Only an answer that came whole counts. */
export interface IdentityLedger {
  /** `sid` at an application, of every sign-in whose tokens arrived, with the session it belongs to being expected to live. */
  readonly signedIn: Set<string>;
  /** `sid` of everything that a sign-out was acknowledged for. */
  readonly signedOut: Set<string>;
  /** Answers that must never be given, in words, and how often. */
  readonly wrong: Map<string, number>;
  readonly operations: Map<Operation, { done: number; failed: number; slowest_ms: number }>;
  /** Presses that people needed where a step had failed: how often one was enough, and how often not. */
  readonly presses: {
    one: number;
    more: number;
    /** Of these, how often a second one came though nothing was broken: the machine had more to do than it can. */
    busy: number;
  };
  /** What could not be done, in the words of whoever said so, and how often. */
  readonly reasons: Map<string, number>;
  /** Families of rotating tokens that ended because an answer was lost twice in a row, which no server can tell from a theft. */
  lostTwice: number;
}

export type Operation =
  | 'single sign-on'
  | 'code redeemed'
  | 'refresh'
  | 'rotating refresh'
  | 'userinfo'
  | 'own account'
  | 'sign-in with a password'
  | 'sign-out'
  | 'client credentials';

export function openIdentityLedger(): IdentityLedger {
  return {
    signedIn: new Set(),
    signedOut: new Set(),
    wrong: new Map(),
    operations: new Map(),
    presses: { one: 0, more: 0, busy: 0 },
    reasons: new Map(),
    lostTwice: 0,
  };
}

/** The service said, or showed by silence, that it cannot at the moment. Nothing is wrong with that while something is broken. */
export class NotNow extends Error {
  /** For so long whoever was told so waits. */
  readonly wait_seconds: number;
  constructor(message: string, wait_seconds = 0) {
    super(message);
    this.wait_seconds = wait_seconds;
  }
}

const answer_timeout_ms = 15_000;

/**
 * Runs one operation. What cannot be done now is counted as failed; everything else that is thrown is an answer that must
 * never be given.
 */
export async function attempt<Result>(
  ledger: IdentityLedger,
  operation: Operation,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const count = ledger.operations.get(operation) ?? { done: 0, failed: 0, slowest_ms: 0 };
  ledger.operations.set(operation, count);
  const began = performance.now();
  try {
    const result = await Promise.race([work(), overdue()]);
    count.done += 1;
    return result;
  } catch (error) {
    if (isNotNow(error)) {
      count.failed += 1;
      const reason = `${operation}: ${reasonOf(error)}`;
      ledger.reasons.set(reason, (ledger.reasons.get(reason) ?? 0) + 1);
    } else note(ledger, `${operation}: ${(error as Error).message}`);
    return undefined;
  } finally {
    count.slowest_ms = Math.max(count.slowest_ms, performance.now() - began);
  }
}

export function note(ledger: IdentityLedger, text: string): void {
  ledger.wrong.set(text, (ledger.wrong.get(text) ?? 0) + 1);
}

/** @throws NotNow where the answer says so; the answer otherwise. */
export async function able(response: Response): Promise<Response> {
  const { status } = response;
  if (status === 502) throw new NotNow('502');
  // Whoever is sent away for a while is told for how long.
  if (status === 503 || status === 429) {
    if (response.headers.get('retry-after') === null)
      throw new Error(`${status} without Retry-After at ${pathOf(response)}: ${(await response.text()).slice(0, 200)}`);
    throw new NotNow(String(status), Number(response.headers.get('retry-after')));
  }
  return response;
}

/** Of a broken connection the reason is that of the one below it. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

export function pathOf({ url }: Response): string {
  return new URL(url).pathname.replace(/[\w-]{20,}/g, '…');
}

export function isNotNow(error: unknown): boolean {
  // `fetch` says of every broken connection that it failed.
  return error instanceof NotNow || (error instanceof TypeError && /fetch failed|terminated/.test(error.message));
}

function overdue(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no answer within ${answer_timeout_ms} ms`)), answer_timeout_ms).unref(),
  );
}
