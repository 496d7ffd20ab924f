import { randomUUID } from 'node:crypto';
import type { OperatorClient } from '@onecampus/operator';
import { generateSigningKey } from '@onecampus/tokens';

export const sampleTerminalZone = 'tsu-research-library-reading-room';

/** Enrols the sample gate terminal with a key of its own, of which the checker learns the public half. */
export async function enrolTerminal(
  operator: OperatorClient,
): Promise<{ id: string; privateJwk: Record<string, unknown> }> {
  const { privateJwk, publicJwk } = await generateSigningKey('ES256', randomUUID());
  const terminal = await operator.call<{ id: string }>('access-checker', 'POST', '/api/v1/terminals', {
    zone: sampleTerminalZone,
    name: 'reading-room-gate',
    public_jwk: publicJwk,
  });
  return { id: terminal.id, privateJwk: privateJwk as Record<string, unknown> };
}
