import { describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { openEphemeral } from '@onecampus/ephemeral';
import { shortLivedAdapter } from './short-lived-adapter.ts';

describe('a pushed request', () => {
  it('is remembered for as long as a sign-in that began with it may take, and used once', async () => {
    const store = openEphemeral({ redisUrl: undefined, prefix: 'test' });
    const lives: number[] = [];
    const ephemeral = {
      ...store,
      set: (key: string, value: string, life_seconds: number) => {
        lives.push(life_seconds);
        return store.set(key, value, life_seconds);
      },
    };
    const requests = shortLivedAdapter('PushedAuthorizationRequest', ephemeral, undefined as unknown as Db);
    await requests.upsert('id', { kind: 'PushedAuthorizationRequest', jti: 'id' }, 60);
    // An interaction lives an hour: two that began in the request's minute end within it, and one of them has the code.
    expect(lives).toEqual([3_660]);
    await requests.consume('id');
    expect(await requests.find('id')).toMatchObject({ consumed: true });
    await expect(requests.consume('id')).rejects.toMatchObject({ error: 'invalid_request_uri' });
  });
});
