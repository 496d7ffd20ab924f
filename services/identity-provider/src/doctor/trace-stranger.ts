import { redactedWord } from '../rules/trace-redaction.ts';
import { findClientByRedirectUri } from '../store/client-owners.ts';
import { findClient } from '../store/clients.ts';
import { trace } from './trace.ts';

/** Lookups of this kind in one process and second: whoever makes ids up costs no more than that. */
const lookups_a_second = 5;
let second = 0;
let spent = 0;

/**
 * A request that names no client that is open. The id may be of one that is suspended or withdrawn; or it is mistyped, and
 * the redirect address says whose service it is. Either is told to the doctor of that service, anything else to nobody.
 */
export async function traceStranger(
  tools: Parameters<typeof trace>[0],
  sent: { readonly clientId: unknown; readonly redirectUri: unknown; readonly source: string | undefined },
): Promise<void> {
  const now = Math.floor(performance.now() / 1_000);
  if (now !== second) [second, spent] = [now, 0];
  spent += 1;
  if (spent > lookups_a_second || typeof sent.clientId !== 'string') return;
  try {
    const closed = await findClient(tools.db, sent.clientId.slice(0, 100));
    if (closed) {
      refused(tools, closed.id, sent.source, { code: 'client-closed', registered: closed.state });
      return;
    }
    if (typeof sent.redirectUri !== 'string' || sent.redirectUri.length > 2_000) return;
    const id = await findClientByRedirectUri(tools.db, sent.redirectUri);
    if (id !== undefined)
      refused(tools, id, sent.source, {
        code: 'client-id-unknown',
        observed: redactedWord(sent.clientId),
        registered: id,
      });
  } catch (error) {
    tools.log.debug({ err: error }, 'a request of no known client was not traced');
  }
}

function refused(
  tools: Parameters<typeof trace>[0],
  clientId: string,
  source: string | undefined,
  finding: { code: string; observed?: string; registered?: string },
): void {
  trace(tools, { clientId, source, step: 'request', outcome: 'refused', error: 'invalid_client', finding });
}
