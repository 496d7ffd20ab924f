import { hash } from 'node:crypto';
import { type BearerAccess, bearerToken } from '@onecampus/http';
import { requireScope, TERMINAL_ASSERTION_TYPE, verifyAccessToken, verifyTerminalAssertion } from '@onecampus/tokens';
import type { Snapshot, SnapshotTerminal } from './snapshot/snapshot.ts';

/** Who asks for a decision: a gate, by its own key, or an administrator's program, by a token of the identity provider. */
export type Caller =
  | { readonly kind: 'terminal'; readonly terminal: SnapshotTerminal }
  | { readonly kind: 'client'; readonly clientId: string };

/** Assertions that are remembered; each terminal has one or two at a time. */
const remembered_max = 20_000;

interface Verified {
  readonly terminalId: string;
  readonly keyThumbprint: string;
  readonly expiresAt: number;
}

/**
 * Checks who asks. A terminal's assertion is verified once and remembered by its SHA-256 until it expires; that the
 * terminal still is enrolled with that key is looked up each time, so a revoked one is refused at once.
 */
export function callerAuthentication(options: {
  readonly access: BearerAccess;
  readonly snapshot: () => Snapshot;
}): (request: Parameters<typeof bearerToken>[0]) => Caller | Promise<Caller> {
  const { access, snapshot } = options;
  const remembered = new Map<string, Verified>();

  const rememberedTerminal = (key: string, now: number): SnapshotTerminal | undefined => {
    const known = remembered.get(key);
    if (!known) return undefined;
    const terminal = snapshot().terminal(known.terminalId);
    if (now < known.expiresAt && terminal?.keyThumbprint === known.keyThumbprint) return terminal;
    remembered.delete(key);
    return undefined;
  };

  const verifyTerminal = async (token: string, key: string): Promise<Caller> => {
    const claims = await verifyTerminalAssertion(token, {
      audience: access.audience,
      keyOf: (id) => snapshot().terminal(id)?.publicJwk,
      now: access.clock.now(),
    });
    const terminal = snapshot().terminal(claims.terminalId)!;
    if (remembered.size >= remembered_max) remembered.clear();
    remembered.set(key, {
      terminalId: terminal.id,
      keyThumbprint: terminal.keyThumbprint,
      expiresAt: claims.expiresAt.getTime(),
    });
    return { kind: 'terminal', terminal };
  };

  const verifyClient = async (token: string): Promise<Caller> => {
    const claims = await verifyAccessToken(token, { ...access, now: access.clock.now() });
    requireScope(claims, 'access.read');
    return { kind: 'client', clientId: claims.clientId };
  };

  return (request) => {
    const token = bearerToken(request);
    const key = hash('sha256', token, 'base64url');
    const terminal = rememberedTerminal(key, access.clock.now().getTime());
    if (terminal) return { kind: 'terminal', terminal };
    return claimsToBeTerminal(token) ? verifyTerminal(token, key) : verifyClient(token);
  };
}

/** Read before any signature is checked, only to know which check is the right one. */
function claimsToBeTerminal(token: string): boolean {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString('utf8')) as { typ?: unknown };
    return header.typ === TERMINAL_ASSERTION_TYPE;
  } catch {
    return false;
  }
}
