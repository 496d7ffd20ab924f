import type { OperatorClient } from './client/operator-client.ts';
import type { Output } from './output.ts';

/** What every command is given: the answerer and, when it first asks, a client of the running system. */
export interface CommandContext {
  output(): Output;
  client(): Promise<OperatorClient>;
}
