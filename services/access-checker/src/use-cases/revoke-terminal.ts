import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { type Changing, changeAndSee } from '../change-and-see.ts';
import { terminalRevoked } from '../events.ts';
import { revokeTerminal as revoke } from '../store/terminals.ts';

/** Ends a terminal's right to ask, for good. */
export async function revokeTerminal(changing: Changing, actor: Actor, terminalId: string): Promise<void> {
  await changeAndSee(
    changing,
    async (tx) => {
      if (!(await revoke(tx, terminalId, actor))) {
        throw new DomainError('terminal.unknown', 'No terminal with this id is enrolled.');
      }
      await terminalRevoked(tx, { actor, terminalId });
    },
    () => ({ topic: 'terminal.changed', entityId: terminalId }),
  );
}
