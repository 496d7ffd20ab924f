import { describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { openEphemeral } from '@onecampus/ephemeral';
import { keyEncryptionKey } from '@onecampus/tokens';
import type { AdapterPayload } from 'oidc-provider';
import { deviceCodeAdapter } from './device-code-adapter.ts';
import { shortLivedAdapter } from './short-lived-adapter.ts';

function adapter(bytes = 1) {
  const ephemeral = openEphemeral({ redisUrl: undefined, prefix: 'test' });
  const records = shortLivedAdapter('DeviceCode', ephemeral, undefined as unknown as Db);
  return deviceCodeAdapter(records, ephemeral, keyEncryptionKey(new Uint8Array(32).fill(bytes)));
}

const waiting: AdapterPayload = { kind: 'DeviceCode', jti: 'device-secret', userCode: 'BCDFGHJK' };
const times = (n: number, work: () => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: n }, work)).then((all) => all.filter((one) => one.status === 'fulfilled'));

describe('a device that waits', () => {
  it('is found by its code and by its secret, and is the same', async () => {
    const codes = adapter();
    await codes.upsert('device-secret', waiting, 60);
    expect(await codes.findByUserCode('BCDFGHJK')).toMatchObject(waiting);
    expect(await codes.find('device-secret')).toMatchObject({ userCode: 'BCDFGHJK' });
    expect(await codes.findByUserCode('ZZZZZZZZ')).toBeUndefined();
  });

  it('is taken up by one of a hundred, and decided by one of a hundred', async () => {
    const codes = adapter();
    await codes.upsert('device-secret', waiting, 60);
    const inFlight = { ...waiting, inFlight: true };
    expect(await times(100, () => codes.upsert('device-secret', inFlight, 60))).toHaveLength(1);
    let n = 0;
    const decide = () => {
      n += 1;
      const decision = n % 2 === 0 ? { accountId: `account-${n}` } : { error: 'access_denied' };
      return codes.upsert('device-secret', { ...inFlight, ...decision }, 60);
    };
    expect(await times(100, decide)).toHaveLength(1);
  });

  it('keeps its code from another that was drawn alike', async () => {
    const codes = adapter();
    await codes.upsert('device-secret', waiting, 60);
    await expect(codes.upsert('another-secret', { ...waiting, jti: 'another-secret' }, 60)).rejects.toThrow();
    expect(await codes.findByUserCode('BCDFGHJK')).toMatchObject({ jti: 'device-secret' });
  });
});
