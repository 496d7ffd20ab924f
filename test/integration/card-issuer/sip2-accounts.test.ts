import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type CardOffice, openCardOffice } from './card-office.ts';

const path = '/api/v1/sip-accounts';
const kiosk = {
  login: 'kiosk-1',
  university: 'tpu',
  institution: 'TPU',
  title: 'Научно-техническая библиотека',
  purpose: 'loan',
  networks: ['10.1.0.0/16'],
};

describe('accounts of library machines by the API', () => {
  let office: CardOffice;
  let token: string;
  beforeAll(async () => {
    office = await openCardOffice();
    token = await office.issuer.token({ scope: ['machines.write'] });
  });
  afterAll(() => office.close());
  const send = (method: 'get' | 'post' | 'patch', at: string, body?: object, bearer = token) => {
    const asked = request(office.app)[method](at).set('authorization', `Bearer ${bearer}`);
    return body ? asked.send(body) : asked;
  };

  it('are added with the least that a machine needs; the secret is told once', async () => {
    const added = await send('post', path, kiosk);
    expect(added.status).toBe(201);
    expect(added.headers['location']).toBe(`${path}/kiosk-1`);
    expect(added.body).toMatchObject({
      login: 'kiosk-1',
      university_id: office.tpu.id,
      pin: 'required',
      shows: ['name'],
      networks: ['10.1.0.0/16'],
      may_block: false,
      without_login: false,
      certification: false,
      enabled: true,
      expired_is_invalid: false,
    });
    expect(added.body.secret).toMatch(/^[a-z2-9-]{24}$/);
    const listed = await send('get', path);
    expect(listed.body.accounts).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(added.body.secret);
    expect(JSON.stringify(listed.body)).not.toMatch(/hash/i);
    expect((await send('post', path, kiosk)).body.code).toBe('sip-account.exists');
  });

  it('are changed, given another secret, and switched off', async () => {
    const { body } = await send('post', path, { ...kiosk, login: 'kiosk-2', purpose: 'eresource' });
    expect([body.shows, body.expired_is_invalid]).toEqual([[], true]);
    const changed = await send('patch', `${path}/kiosk-2`, {
      charset: 'cp866',
      shows: ['name', 'class'],
      enabled: false,
    });
    expect(changed.body).toMatchObject({ charset: 'cp866', shows: ['name', 'class'], enabled: false, version: 2 });
    const renewed = await send('post', `${path}/kiosk-2/secret`);
    expect(renewed.body.secret).not.toBe(body.secret);
    expect((await send('patch', `${path}/nobody`, { enabled: false })).body.code).toBe('sip-account.unknown');
    expect((await send('post', `${path}/nobody/secret`)).status).toBe(404);
  });

  it.each([
    ['no network', { networks: [] }],
    ['a network that is none', { networks: ['10.0.0.1/99'] }],
    ['a purpose that is none', { purpose: 'everything' }],
    ['a letter as delimiter', { delimiter: 'A' }],
    ['an unknown charset', { charset: 'latin1' }],
    ['more of a reader than there is to see', { shows: ['name', 'password'] }],
    ['an unknown setting', { secret: 'mine' }],
    ['a login in capitals', { login: 'KIOSK' }],
    ['less than ten minutes of patience', { idle_seconds: 30 }],
  ])('with %s are refused', async (_, wrong) => {
    const answer = await send('post', path, { ...kiosk, login: 'kiosk-3', ...wrong });
    expect(answer.status).toBe(400);
  });

  it('are nobody’s business who may only issue cards', async () => {
    for (const [method, at] of [
      ['get', path],
      ['post', path],
      ['patch', `${path}/kiosk-1`],
      ['post', `${path}/kiosk-1/secret`],
    ] as const) {
      expect((await send(method, at, method === 'get' ? undefined : kiosk, office.token)).status).toBe(403);
    }
  });
});
