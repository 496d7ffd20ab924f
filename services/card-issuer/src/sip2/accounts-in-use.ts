import type { CardDesk } from '../card-desk.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { findTerminalAccount } from '../use-cases/find-terminal-account.ts';

/** What was changed or switched off is felt by a machine that is connected after this time at the latest. */
const fresh_ms = 5_000;
const minute_ms = 60_000;

/** What all connections of this process share about the accounts they serve. */
export interface AccountsInUse {
  /** Takes one of the account's connections; `undefined` where all are taken, else how to give it back. */
  connect(account: SipAccount): (() => void) | undefined;
  /** `false` where the account has asked too often within this minute. */
  mayAsk(account: SipAccount): boolean;
  /** The account as it is now; `undefined` where this address may not speak for it any more. */
  current(account: SipAccount, address: string): Promise<SipAccount | undefined>;
}

export function accountsInUse(desk: Pick<CardDesk, 'db' | 'clock'>): AccountsInUse {
  const connections = new Map<string, number>();
  const asked = new Map<string, { minute: number; count: number }>();
  const known = new Map<string, { at: number; account: Promise<SipAccount | undefined> }>();
  const now = () => desk.clock.now().getTime();
  return {
    connect: ({ id, connectionsMax }) => {
      const taken = connections.get(id) ?? 0;
      if (taken >= connectionsMax) return undefined;
      connections.set(id, taken + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        const left = (connections.get(id) ?? 1) - 1;
        if (left > 0) connections.set(id, left);
        else connections.delete(id);
      };
    },
    mayAsk: ({ id, messagesPerMinute }) => {
      const minute = Math.floor(now() / minute_ms);
      const entry = asked.get(id);
      const count = entry?.minute === minute ? entry.count + 1 : 1;
      asked.set(id, { minute, count });
      return count <= messagesPerMinute;
    },
    current: async ({ id }, address) => {
      const key = `${id} ${address}`;
      const entry = known.get(key);
      if (entry && now() - entry.at < fresh_ms) return entry.account;
      const account = findTerminalAccount(desk, { id, address });
      known.set(key, { at: now(), account });
      try {
        return await account;
      } catch (error) {
        known.delete(key);
        throw error;
      }
    },
  };
}
