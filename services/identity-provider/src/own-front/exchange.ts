import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request of a browser, and our answer to it. */
export type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };
