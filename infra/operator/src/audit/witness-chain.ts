import { type AuditKey, type Kept, signWitness } from '@onecampus/audit-chain';
import type { OperatorClient } from '../client/operator-client.ts';
import { type Followed, followChain, pathOf } from './follow-chain.ts';

export interface Witnessed extends Followed {
  readonly added: boolean;
}

/** Follows a chain and counter-signs its newest checkpoint in a university's name. @throws CommandFailure like `followChain`. */
export async function witnessChain(
  client: OperatorClient,
  order: {
    readonly university: string;
    readonly kept: Kept;
    readonly as: string;
    readonly key: AuditKey;
    readonly now: Date;
  },
): Promise<Witnessed> {
  const followed = await followChain(client, order.university, order.kept);
  if (!followed.newest) return { ...followed, added: false };
  const by = { witness: order.as, at: order.now.toISOString() };
  const { chain: _, ...statement } = signWitness(followed.newest, by, order.key);
  const path = `${pathOf(order.university)}/witnesses`;
  const { added } = await client.call<{ added: boolean }>('registrar', 'POST', path, statement);
  return { ...followed, added };
}
