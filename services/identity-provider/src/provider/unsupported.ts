import type { Adapter } from 'oidc-provider';

const refuse = async (): Promise<never> => {
  throw new Error('this kind of record does not have that operation');
};

/** The operations that a kind of record does not have; asking for one is a fault of ours and must be loud. */
export const unsupported: Adapter = {
  upsert: refuse,
  find: refuse,
  findByUid: refuse,
  findByUserCode: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
};
