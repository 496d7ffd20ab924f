/** Why a command did not do its work. Each reason has one exit code, which scripts may rely on. */
export const exitCodes = {
  /** Something nobody foresaw. */
  unexpected: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The system refused: the input or the present state does not allow it. */
  refused: 3,
  /** What was asked for does not exist. */
  'not-found': 4,
  /** The system, or part of it, cannot be reached or is not ready. */
  unavailable: 5,
  /** The operator's credentials are not accepted or do not suffice. */
  'not-allowed': 6,
} as const;

export type FailureReason = keyof typeof exitCodes;

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly reason: FailureReason;
  /** The problem document (RFC 9457), where a service sent one. */
  readonly problem: Readonly<Record<string, unknown>> | undefined;

  constructor(reason: FailureReason, message: string, problem?: Readonly<Record<string, unknown>>) {
    super(message);
    this.reason = reason;
    this.problem = problem;
  }
}
