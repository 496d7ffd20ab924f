import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';

/**
 * How fresh the application wants the proof of who somebody is to be, in seconds (`max_age`; `prompt=login` means 0), and
 * 0 where a session is there that did not suffice; `undefined` where any proof will do. Another provider has to be told,
 * or its own session would answer for the person.
 */
export async function askedFreshness(
  engine: Engine,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<number | undefined> {
  const { params, session } = await engine.provider().interactionDetails(request, response);
  if (
    session?.accountId !== undefined ||
    String(params['prompt'] ?? '')
      .split(' ')
      .includes('login')
  )
    return 0;
  const { max_age } = params;
  const seconds = max_age === undefined ? Number.NaN : Number(max_age);
  return Number.isSafeInteger(seconds) && seconds >= 0 ? seconds : undefined;
}
