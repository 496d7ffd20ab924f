import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the request in hand wherever it goes: read by the log and by the audit trail, set by packages/http. */
export interface RequestScope {
  readonly requestId: string;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();

export function currentRequestId(): string | undefined {
  return requestScope.getStore()?.requestId;
}
