/** A working day, counted anew at each single sign-on. */
const session_seconds = 12 * 3_600;

/**
 * How long a session lasts from now on, in seconds: as long as it is used, but not beyond its absolute end, which nothing moves
 * but a new sign-in (NIST SP 800-63B-4 §2.2.3).
 *
 * @param at.signedInAt seconds since 1970; absent where nobody is signed in yet.
 */
export function sessionLife_seconds(at: {
  readonly signedInAt: number | undefined;
  readonly now: number;
  readonly seconds_max: number;
}): number {
  if (at.signedInAt === undefined) return session_seconds;
  return Math.max(1, Math.min(session_seconds, at.signedInAt + at.seconds_max - at.now));
}
