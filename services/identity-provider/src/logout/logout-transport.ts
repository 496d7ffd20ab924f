import type { Context } from '../context.ts';
import type { LogoutFault } from '../rules/logout-fault.ts';
import type { Client } from '../store/clients.ts';
import type { LogoutDelivery } from '../store/logouts.ts';

export interface LogoutOrder extends LogoutDelivery {
  readonly client: Client;
  /** Aborted when the application has had its time. */
  readonly signal: AbortSignal;
}

/** How the applications of one protocol are told that a session ended. */
export interface LogoutTransport {
  readonly protocol: LogoutDelivery['protocol'];
  /**
   * Tells one application. `cannot` where it turns out to have no way to be told.
   *
   * @throws LogoutRefused, or whatever the network threw: it is tried again.
   */
  tell(context: Context, order: LogoutOrder): Promise<'told' | 'cannot'>;
}

/** The application answered, and did not accept. */
export class LogoutRefused extends Error {
  readonly fault: LogoutFault;

  constructor(fault: LogoutFault) {
    super(`the application was not told: ${fault}`);
    this.fault = fault;
  }
}
