import { transaction } from '@onecampus/database';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { Provider } from 'oidc-provider';
import { signedOut } from '../../events.ts';
import type { UpstreamSession } from '../../rules/upstream-session.ts';
import { findAccountByReference } from '../../store/accounts.ts';
import { saveReceipt } from '../../store/receipts.ts';
import { type EndedBecause, endSession } from '../../store/session-ends.ts';
import type { EngineExtension } from '../extension.ts';
import { keepInPayload } from '../keep-in-payload.ts';
import { stored } from '../protocol-error.ts';
import { setReceipt } from '../receipt-cookie.ts';

type SessionModel = {
  id: string;
  oldId?: string;
  epoch?: number;
  /** The session of a university's own provider that this one came from, and ends with. */
  upstream?: UpstreamSession;
  touched?: boolean;
  destroyed?: boolean;
  endedBecause?: EndedBecause;
  emit(event: string): void;
  loginAccount(details: object): void;
  save(ttl: number): Promise<unknown>;
  destroy(): Promise<void>;
};
type GrantModel = { epoch?: number; save(...args: unknown[]): Promise<unknown> };
type Model<Instance> = { prototype: Instance; IN_PAYLOAD: string[] };
type Overridable = {
  Session: Model<SessionModel>;
  Grant: Model<GrantModel>;
  Client: { prototype: { backchannelLogout(sub: string, sid: string | undefined): Promise<void> } };
};
type PresentContext = {
  oidc?: {
    session?: { epoch?: number };
    entities: { Interaction?: { result?: { login?: { epoch?: number; upstream?: UpstreamSession } } } };
  };
};

/**
 * How sessions end, and what dies with them. The engine asks its store for one thing, to destroy a cookie's value, both
 * when the value is exchanged and when the session ends; here these are two. Sessions and grants carry the account's
 * epoch: the session that of the moment when its owner proved who he is, a grant that of its session. And the engine tells
 * nobody of a sign-out: the database charges us with it in the transaction that ends the session (migration 0040).
 */
export const sessionEndsExtension: EngineExtension = {
  name: 'session-ends',
  amend: (provider, { stores: { db }, issuer }) => {
    const { Session, Grant, Client } = provider as unknown as Overridable;
    keepInPayload(Session, ['epoch', 'oldId', 'upstream']);
    keepInPayload(Grant, ['epoch']);

    // The value that this one replaces ends in the statement that writes this one (store/sessions.ts).
    const saveModel = (Object.getPrototypeOf(Session.prototype) as SessionModel).save;
    Session.prototype.save = async function save(this: SessionModel, ttl: number) {
      const result = await saveModel.call(this, ttl);
      this.touched = false;
      return result;
    };
    Session.prototype.destroy = async function destroy(this: SessionModel) {
      const { id, endedBecause } = this;
      const receipt = randomToken();
      await stored(() =>
        transaction(db, async (tx) => {
          const referenceId = await endSession(tx, hashToken(id), endedBecause ?? 'sign-out');
          await saveReceipt(tx, hashToken(id), hashToken(receipt));
          const account = referenceId === undefined ? undefined : await findAccountByReference(tx, referenceId);
          if (account) await signedOut(tx, account.personId);
        }),
      );
      // Whoever takes somebody else's place at a public computer is not shown where that one had been.
      if (endedBecause !== 'another-account' && Provider.ctx) setReceipt(Provider.ctx as never, issuer, receipt);
      this.emit('destroyed');
      this.destroyed = true;
    };

    const { loginAccount } = Session.prototype;
    Session.prototype.loginAccount = function signIn(this: SessionModel, details: object) {
      loginAccount.call(this, details);
      const login = present()?.entities.Interaction?.result?.login;
      const epoch = login?.epoch;
      // Whoever proves more in between is still here by the provider's word.
      if (login?.upstream) this.upstream = login.upstream;
      if (epoch === undefined) delete this.epoch;
      else this.epoch = epoch;
    };
    const saveGrant = Grant.prototype.save;
    Grant.prototype.save = function save(this: GrantModel, ...args: unknown[]) {
      const epoch = present()?.session?.epoch;
      if (this.epoch === undefined && epoch !== undefined) this.epoch = epoch;
      return saveGrant.apply(this, args);
    };

    Client.prototype.backchannelLogout = async () => undefined;
  },
};

function present() {
  return (Provider.ctx as PresentContext | undefined)?.oidc;
}
