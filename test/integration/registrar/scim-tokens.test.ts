import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openScim, type Scim } from './scim.ts';

describe('SCIM tokens and clients', () => {
  let scim: Scim;
  let write: string;
  const tokens = '/api/v1/universities/tsu/scim-tokens';
  const admin = (method: 'get' | 'post' | 'delete', path: string) =>
    request(scim.served.app)[method](path).set('authorization', write);
  const list = (authorization?: string) => {
    const asked = request(scim.served.app).get('/scim/v2/tsu/Users');
    return authorization === undefined ? asked : asked.set('authorization', authorization);
  };
  beforeAll(async () => {
    scim = await openScim();
    write = await scim.served.authorization('people.write');
  });
  afterAll(() => scim.close());

  it('are shown once, kept as a hash, two alive at most, and withdrawn at once', async () => {
    const issued = await admin('post', tokens).send({ name: 'Entra ID', lifetime_days: 30 });
    expect([issued.status, issued.body]).toMatchObject([
      201,
      { name: 'Entra ID', token: expect.stringMatching(/^ocscim_.{43}$/) },
    ]);
    const third = await admin('post', tokens).send({ name: 'one more' });
    expect([third.status, third.body.code]).toEqual([409, 'scim-token.too_many']);
    expect((await list(`Bearer ${issued.body.token}`)).status).toBe(200);

    const listed = await admin('get', tokens);
    expect(listed.text).not.toContain(issued.body.token);
    expect(listed.body.tokens[0]).toMatchObject({
      id: issued.body.id,
      name: 'Entra ID',
      lastUsedAt: expect.any(String),
    });
    const { rows } = await scim.database.admin.raw<{ rows: object[] }>('select * from registrar.scim_tokens');
    expect(JSON.stringify(rows)).not.toContain(issued.body.token);

    expect((await admin('delete', `${tokens}/${issued.body.id}`)).status).toBe(204);
    expect((await admin('delete', `${tokens}/${issued.body.id}`)).status).toBe(404);
    expect((await list(`Bearer ${issued.body.token}`)).status).toBe(401);
    expect((await admin('delete', `/api/v1/universities/tpu/scim-tokens/${listed.body.tokens[1].id}`)).status).toBe(
      404,
    );
  });

  it('expire, and give their place free', async () => {
    await admin('post', tokens).send({ name: 'second' }).expect(201);
    await scim.database.admin.raw(`update registrar.scim_tokens set expires_at = now() where name = 'second'`);
    const [{ token }] = [(await admin('post', tokens).send({ name: 'third' }).expect(201)).body];
    expect((await list(`Bearer ${token}`)).status).toBe(200);
  });

  it('are not needed less: 401 with a challenge, never a hint', async () => {
    const none = await list();
    expect([none.status, none.headers['www-authenticate'], none.body.status]).toEqual([401, 'Bearer', '401']);
    for (const wrong of ['Bearer ocscim_wrong', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${scim.token} x`]) {
      const refused = await list(wrong);
      expect(refused.status).toBe(401);
      expect(refused.headers['www-authenticate']).toMatch(/^Bearer/);
      expect(refused.headers['content-type']).toMatch(/^application\/scim\+json/);
    }
    const nowhere = await request(scim.served.app).get('/scim/v2/atlantis/Users');
    expect(nowhere.status).toBe(401);
  });

  it('of a university that left are nobody’s', async () => {
    await scim.database.admin.raw(
      `update directory.universities set status = 'left', left_at = now() where slug = 'tpu'`,
    );
    const left = await request(scim.served.app)
      .get('/scim/v2/tpu/Users')
      .set('authorization', `Bearer ${scim.foreignToken}`);
    expect(left.status).toBe(401);
    await scim.database.admin.raw(
      `update directory.universities set status = 'active', left_at = null where slug = 'tpu'`,
    );
  });

  it('of the identity provider speak for the one university to which their client is bound', async () => {
    const clients = '/api/v1/universities/tsu/scim-clients';
    const bearer = await scim.served.authorization('scim');
    expect((await list(bearer)).status).toBe(401);
    expect((await admin('post', clients).send({ client_id: 'sis' })).body).toEqual({ bound: true });
    expect((await admin('post', clients).send({ client_id: 'sis' })).body).toEqual({ bound: false });
    const elsewhere = await admin('post', '/api/v1/universities/tpu/scim-clients').send({ client_id: 'sis' });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'scim-client.bound_elsewhere']);
    expect((await list(bearer)).status).toBe(200);
    expect((await list(await scim.served.authorization('people.read'))).status).toBe(403);
    const foreign = await request(scim.served.app).get('/scim/v2/tpu/Users').set('authorization', bearer);
    expect(foreign.status).toBe(404);
    expect((await admin('get', clients)).body.clients).toMatchObject([{ clientId: 'sis' }]);
    expect((await admin('delete', `${clients}/sis`)).status).toBe(204);
    expect((await list(bearer)).status).toBe(401);
  });

  it('take people.write of whoever handles them', async () => {
    const read = await scim.served.authorization('people.read');
    await request(scim.served.app).get(tokens).set('authorization', read).expect(403);
    await request(scim.served.app).post(tokens).set('authorization', read).send({ name: 'x' }).expect(403);
  });
});
