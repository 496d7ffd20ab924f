import { localeCookie, localeCookieMaxAgeSeconds } from '@onecampus/pages';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { deviceOf } from '../../devices/device-of.ts';
import { type Device, nameOfDevice } from '../../rules/device.ts';
import { browserHash, rememberBrowser } from '../../sign-in/known-browser.ts';
import { noteSignIn } from '../../store/note-sign-in.ts';
import type { EngineExtension } from '../extension.ts';
import { keepInPayload } from '../keep-in-payload.ts';
import { stored } from '../protocol-error.ts';

type SessionModel = {
  uid: string;
  accountId?: string;
  amr?: string[];
  transient?: boolean;
  device?: Device;
  publicComputer?: boolean;
  universityId?: string;
  /** The browser's own mark, from the moment of a sign-in until it is noted. */
  signedInBy?: string;
  loginAccount(details: { readonly transient?: boolean }): void;
  save(ttl: number): Promise<unknown>;
};

const device_cookie_ms = 400 * 86_400_000;

/**
 * With what somebody signs in: noted in the session, for its owner to recognise it by, and in what he is shown of his sign-ins.
 * A browser keeps a random mark for it, on a public computer none.
 */
export const devicesExtension: EngineExtension = {
  name: 'devices',
  amend: (provider, { stores: { db }, issuer }) => {
    const secure = issuer.startsWith('https:');
    const cookie = secure ? '__Host-campus_device' : 'campus_device';
    const { Session } = provider as unknown as { Session: { prototype: SessionModel; IN_PAYLOAD: string[] } };
    keepInPayload(Session, ['device', 'publicComputer', 'universityId']);

    const { loginAccount, save } = Session.prototype;
    Session.prototype.loginAccount = function signIn(this: SessionModel, details) {
      loginAccount.call(this, details);
      const ctx = Provider.ctx as KoaContextWithOIDC | undefined;
      if (!ctx) return;
      const login = ctx.oidc.entities.Interaction?.result?.login as { universityId?: string } | undefined;
      this.device = deviceOf(ctx.get('user-agent'));
      this.publicComputer = details.transient === true;
      if (login?.universityId !== undefined) this.universityId = login.universityId;
      // Nothing of one person stays on a public computer for the next one.
      const mark = this.publicComputer
        ? `public ${nameOfDevice(this.device)}`
        : markOf(ctx.cookies.get(cookie, { signed: false }));
      if (!this.publicComputer) {
        const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', signed: false, overwrite: true } as const;
        ctx.cookies.set(cookie, mark, { ...options, maxAge: device_cookie_ms });
      }
      Object.defineProperty(this, 'signedInBy', { value: mark, configurable: true, writable: true });
    };
    Session.prototype.save = async function andNote(this: SessionModel, ttl: number) {
      const result = await save.call(this, ttl);
      const { signedInBy, accountId, device = {} } = this;
      if (signedInBy === undefined || accountId === undefined) return result;
      delete this.signedInBy;
      const ctx = Provider.ctx as KoaContextWithOIDC | undefined;
      const nextBrowser = randomToken();
      const { language, browserRenamed } = await stored(() =>
        noteSignIn(db, {
          referenceId: accountId,
          sessionUid: this.uid,
          clientId: ctx?.oidc.client?.clientId ?? null,
          deviceHash: hashToken(signedInBy),
          device,
          deviceName: nameOfDevice(device),
          publicComputer: this.publicComputer === true,
          methods: this.amr ?? [],
          browser: ctx && browserHash(issuer, ctx.req),
          nextBrowser: hashToken(nextBrowser),
        }),
      );
      if (browserRenamed && ctx) rememberBrowser(issuer, ctx, nextBrowser);
      // What was chosen in this browser counts more than what its owner chose elsewhere.
      if (language !== undefined && ctx && ctx.cookies.get(localeCookie, { signed: false }) === undefined) {
        const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', signed: false } as const;
        ctx.cookies.set(localeCookie, language, { ...options, maxAge: localeCookieMaxAgeSeconds * 1_000 });
      }
      return result;
    };
  },
};

function markOf(kept: string | undefined): string {
  return kept !== undefined && /^[A-Za-z0-9_-]{43}$/.test(kept) ? kept : randomToken();
}
