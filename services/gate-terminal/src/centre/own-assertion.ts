import { type Clock, uuidv7 } from '@onecampus/runtime';
import { signTerminalAssertion } from '@onecampus/tokens';
import type { JWK } from 'jose';

const lifetime_seconds = 300;
/** A new one is signed this long before the old one ends, so that none expires on its way. */
const renew_before_ms = 60_000;

/** The terminal's bearer token, signed by its own key and renewed when its time comes. */
export function ownAssertion(options: {
  readonly terminalId: string;
  readonly audience: string;
  readonly privateJwk: JWK;
  readonly clock: Clock;
}): () => Promise<string> {
  const { clock, ...identity } = options;
  let current: Promise<string> | undefined;
  let renewAt = 0;
  return () => {
    const now = clock.now();
    // A clock that was put back makes a new one as well: the old one would lie in the checker's future.
    const isUsable = now.getTime() < renewAt && now.getTime() >= renewAt - lifetime_seconds * 1_000 + renew_before_ms;
    if (!current || !isUsable) {
      renewAt = now.getTime() + lifetime_seconds * 1_000 - renew_before_ms;
      current = signTerminalAssertion({
        ...identity,
        jti: uuidv7(now.getTime()),
        now,
        lifetimeSeconds: lifetime_seconds,
      });
      current.catch(() => {
        current = undefined;
      });
    }
    return current;
  };
}
