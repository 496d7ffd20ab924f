import type { KoaContextWithOIDC } from 'oidc-provider';
import { again_kept_seconds, againCookie, sealRequest } from '../../sign-in/again.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';

type Begun = {
  readonly uid: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parJti?: string;
  readonly deviceCode?: string;
};

/**
 * A sign-in that is lost — expired, finished in another tab, or gone with the short-lived store — is no dead end: the request
 * that it began with is kept, sealed, in the browser, and one press begins it again.
 */
export const againExtension: EngineExtension = {
  name: 'again',
  configure: (base, parts) => {
    const urlOf = base.interactions?.url;
    if (!urlOf) return base;
    return {
      ...base,
      interactions: {
        ...base.interactions,
        url: async (ctx, interaction) => {
          keepRequest(ctx, interaction as unknown as Begun, parts);
          return urlOf(ctx, interaction);
        },
      },
    };
  },
};

function keepRequest(ctx: KoaContextWithOIDC, begun: Begun, { kek, issuer }: EngineParts): void {
  // What was pushed or begun at a device cannot be asked again by the browser alone.
  if (begun.parJti !== undefined || begun.deviceCode !== undefined) return;
  const sealed = sealRequest(kek, begun.uid, begun.params);
  if (sealed === undefined) return;
  ctx.cookies.set(againCookie, sealed, {
    path: `/interaction/${begun.uid}`,
    maxAge: again_kept_seconds * 1_000,
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    signed: false,
  });
}
