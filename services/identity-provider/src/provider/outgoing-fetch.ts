import { type Configuration, Provider } from 'oidc-provider';
import type { OutgoingCalls } from '../outgoing/outgoing-calls.ts';

/** The engine's calls to addresses that a client gave us (its key set), made as its university may be called. */
export function engineFetch(outgoing: OutgoingCalls): NonNullable<Configuration['fetch']> {
  return (url, options) => {
    const client = Provider.ctx?.oidc?.client;
    const universityId = typeof client?.['university_id'] === 'string' ? client['university_id'] : null;
    return outgoing.call(universityId, String(url), options as Parameters<OutgoingCalls['call']>[2]);
  };
}
