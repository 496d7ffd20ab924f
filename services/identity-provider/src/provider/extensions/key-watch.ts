import { createHmac, hkdfSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { derivationRoot } from '@onecampus/tokens';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { noteClientSource, noteKeyFetch } from '../../store/key-holders.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';

/** What was noted is not noted again for so long; a rotation waits for days. */
const noted_again_ms = 10 * 60_000;
/** A flood of addresses fills the memory no further than this. */
const places_max = 10_000;

/**
 * Notes who fetches our public keys and from where applications call us. The JWKS is public and fetched without a name, so
 * an application *probably* has a key when the set was fetched from a place that it has called from; nothing here knows more.
 */
export const keyWatch: EngineExtension = {
  name: 'key-watch',
  amend: (provider, parts) => {
    const watch = watchOf(parts);
    provider.use(async (ctx, next) => {
      await next();
      const { oidc, status, body } = ctx as KoaContextWithOIDC;
      const address = (ctx.req as IncomingMessage & { ip?: string }).ip;
      if (address === undefined || status !== 200) return;
      if (oidc?.route === 'jwks') watch.fetched(address, kidsOf(body));
      if (oidc?.route === 'token' && oidc.client) watch.called(address, oidc.client.clientId);
    });
  },
};

const watches = new WeakMap<EngineParts, ReturnType<typeof openWatch>>();

/** One for all engines that follow one another with the keys. */
function watchOf(parts: EngineParts) {
  const known = watches.get(parts) ?? openWatch(parts);
  watches.set(parts, known);
  return known;
}

function openWatch({ stores: { db }, kek, clock, log }: EngineParts) {
  const secret = Buffer.from(hkdfSync('sha256', derivationRoot(kek), '', 'places that fetch our keys', 32));
  const noted = new Map<string, number>();
  const note = (what: string, write: () => Promise<void>) => {
    const now = clock.now().getTime();
    if ((noted.get(what) ?? 0) > now - noted_again_ms) return;
    if (noted.size >= places_max) noted.clear();
    noted.set(what, now);
    write().catch((error: unknown) => {
      noted.delete(what);
      log.warn({ err: error }, 'who fetched the keys could not be noted');
    });
  };
  const placeOf = (address: string) => createHmac('sha256', secret).update(address).digest('base64url');
  return {
    fetched: (address: string, kids: readonly string[]) =>
      note(`${address} ${kids.join(' ')}`, () => noteKeyFetch(db, placeOf(address), kids)),
    called: (address: string, clientId: string) =>
      note(`${address} ${clientId}`, () => noteClientSource(db, clientId, placeOf(address))),
  };
}

function kidsOf(body: unknown): string[] {
  const { keys } = body as { keys?: readonly { kid?: string }[] };
  return (keys ?? []).flatMap(({ kid }) => (kid === undefined ? [] : [kid]));
}
