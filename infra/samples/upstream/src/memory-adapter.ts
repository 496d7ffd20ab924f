import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the sample provider remembers, for as long as it runs. */
export function memoryAdapter(): (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (kind) => {
    const place = (id: string) => `${kind}:${id}`;
    const first = (holds: (payload: AdapterPayload) => boolean) =>
      [...kept].find(([at, payload]) => at.startsWith(`${kind}:`) && holds(payload))?.[1];
    return {
      upsert: async (id, payload) => void kept.set(place(id), payload),
      find: async (id) => kept.get(place(id)),
      findByUid: async (uid) => first((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => first((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = kept.get(place(id));
        if (payload) kept.set(place(id), { ...payload, consumed: Math.floor(Date.now() / 1_000) });
      },
      destroy: async (id) => void kept.delete(place(id)),
      revokeByGrantId: async (grantId) => {
        for (const [at, payload] of kept) if (payload.grantId === grantId) kept.delete(at);
      },
    };
  };
}
