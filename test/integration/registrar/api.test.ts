import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { roll, student } from './registry.ts';
import { type Served, serveRegistrar } from './served.ts';

const body = {
  home_organization: 'tusur.ru',
  name: { ru: 'Томский университет систем управления', en: 'Tomsk University of Control Systems' },
  short_name: { ru: 'ТУСУР', en: 'TUSUR' },
};

describe('the registrar’s API', () => {
  let database: FreshDatabase;
  let served: Served;
  let tsu: University;
  let write: string;
  let read: string;
  const imports = `/api/v1/universities/tsu/sources/${encodeURIComponent('Деканат')}/imports`;
  const send = (file: string | Buffer, query = '') =>
    request(served.app)
      .post(`${imports}${query}`)
      .set('authorization', write)
      .set('content-type', 'text/csv')
      .send(file);
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database, { CAMPUS_ROLL_BYTES_MAX: '20000' });
    ({ tsu } = await arrangeUniversities(database.admin));
    write = await served.authorization('people.write');
    read = await served.authorization('people.read');
    await request(served.app)
      .put(`/api/v1/universities/tsu/sources/${encodeURIComponent('Деканат')}`)
      .set('authorization', write)
      .send({ kind: 'sis', shrink_limit: 0.5 })
      .expect(200);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('takes a token with the right scope and nothing else', async () => {
    const staff = await served.authorization('staff.write');
    const put = () => request(served.app).put('/api/v1/universities/tusur').send(body);
    await put().expect(401);
    await put().set('authorization', read).expect(403);
    await put().set('authorization', staff).expect(403);
    await request(served.app).get('/api/v1/people?eppn=x@tsu.ru').set('authorization', write).expect(403);
    await request(served.app)
      .post(imports)
      .set('authorization', read)
      .set('content-type', 'text/csv')
      .send('x')
      .expect(403);
    const someone = await arrangePerson(database.admin, { university: tsu });
    await request(served.app)
      .post(`/api/v1/people/${someone.personId}/roles`)
      .set('authorization', write)
      .send({ university: 'tsu', role: 'librarian' })
      .expect(403);
  });

  it('saves a university, lists it, and gives nobody the domain of another', async () => {
    const saved = await request(served.app)
      .put('/api/v1/universities/tusur')
      .set('authorization', write)
      .send(body)
      .expect(200);
    expect(saved.body).toMatchObject({ slug: 'tusur', scopes: ['tusur.ru'], timeZone: 'Asia/Tomsk' });
    const listed = await request(served.app).get('/api/v1/universities').set('authorization', read).expect(200);
    expect(listed.body.universities.map((one: University) => one.slug)).toEqual(['tpu', 'tsu', 'tusur']);
    const stolen = await request(served.app)
      .put('/api/v1/universities/tusur')
      .set('authorization', write)
      .send({ ...body, scopes: ['tsu.ru'] })
      .expect(409);
    expect(stolen.body).toMatchObject({ code: 'row.duplicate', scopes: ['tsu.ru'] });
    await request(served.app)
      .put('/api/v1/universities/tusur')
      .set('authorization', write)
      .send({ ...body, time_zone: 'Mars' })
      .expect(400);
    const unknown = await request(served.app)
      .put('/api/v1/universities/tusur')
      .set('authorization', write)
      .send({ ...body, motto: 'x' })
      .expect(400);
    expect(unknown.body.code).toBe('request.unknown_field');
  });

  it('answers an import with its counts and the refused rows in both languages', async () => {
    const answer = await send(roll([student('a1'), student('a2', { Фамилия: '' })])).expect(200);
    expect(answer.body).toMatchObject({
      university: 'tsu',
      source: 'Деканат',
      state: 'applied',
      counts: { rows: 2, new: 1, refused: 1 },
      refused: [
        {
          line: 3,
          source_key: 'a2',
          field: 'family_name',
          reason: 'missing-name',
          ru: 'Нет фамилии.',
          en: 'The family name is missing.',
        },
      ],
    });
    const shown = await request(served.app)
      .get(`/api/v1/imports/${answer.body.import_id}`)
      .set('authorization', write)
      .expect(200);
    expect(shown.body).toEqual(answer.body);
  });

  it('tells of the progress line by line, and of a refusal in the last line', async () => {
    const lines = async (file: string) => {
      const answer = await send(file)
        .set('accept', 'application/x-ndjson')
        .buffer(true)
        .parse((response, done) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece: string) => {
            text += piece;
          });
          response.on('end', () =>
            done(
              null,
              text
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line)),
            ),
          );
        });
      expect(answer.headers['content-type']).toMatch('application/x-ndjson');
      return answer.body as { phase: string }[];
    };
    const all = Array.from({ length: 20 }, (_, at) => student(`n${at}`));
    const done = await lines(roll([student('a1'), ...all]));
    expect(done.map((line) => line.phase)).toEqual(['reading', 'comparing', 'writing', 'done']);
    expect(done.at(-1)).toMatchObject({ state: 'applied', counts: { new: 20 } });
    const refused = await lines(roll([student('a1')]));
    expect(refused.at(-1)).toMatchObject({
      phase: 'refused',
      problem: { status: 409, code: 'import.shrinks_too_much', counts: { ending: 20 } },
    });
    await send('a;b\n').set('accept', 'application/x-ndjson').expect(422);
  });

  it('holds a file, shows why, and takes it when it is confirmed', async () => {
    const held = await send(roll([])).expect(409);
    expect(held.body).toMatchObject({ code: 'import.needs_review', review_reasons: ['no-rows', 'shrinks'] });
    const apply = (query: string) =>
      request(served.app).post(`/api/v1/imports/${held.body.import_id}/apply${query}`).set('authorization', write);
    await apply('').expect(409);
    await apply('?accept_shrink=yes').expect(400);
    expect((await apply('?accept_shrink=true').expect(200)).body).toMatchObject({ state: 'applied' });
    expect((await apply('?accept_shrink=true').expect(409)).body.code).toBe('import.already_applied');
  });

  it.each<[number, string, string, (one: request.Test) => request.Test]>([
    [413, 'request.too_large', 'x'.repeat(20_001), (one) => one],
    [415, 'request.unsupported_type', '{}', (one) => one.set('content-type', 'application/json')],
    [422, 'import.unreadable', 'a;b\n1;2\n', (one) => one],
    [422, 'import.empty', '\n', (one) => one],
    [400, 'request.unknown_field', 'x', (one) => one.query({ force: 'true' })],
    [400, 'request.malformed', 'x', (one) => one.query({ dry_run: '1' })],
  ])('answers %i %s', async (status, code, file, change) => {
    const answer = await change(send(file));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  it('stops a body that never said how large it is', async () => {
    const server = served.app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    async function* endless() {
      for (let piece = 0; piece < 1_000; piece += 1) yield Buffer.from('a;b;c;d\n'.repeat(100));
    }
    const answer = await fetch(`http://127.0.0.1:${port}${imports}`, {
      method: 'POST',
      headers: { authorization: write, 'content-type': 'text/csv' },
      body: Readable.toWeb(Readable.from(endless())),
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'request.too_large' })]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('knows no source, university or import that is not there', async () => {
    const post = (path: string) =>
      request(served.app).post(path).set('authorization', write).set('content-type', 'text/csv').send('x');
    expect((await post('/api/v1/universities/tsu/sources/nothing/imports').expect(404)).body.code).toBe(
      'source.unknown',
    );
    expect((await post('/api/v1/universities/mgu/sources/nothing/imports').expect(404)).body.code).toBe(
      'university.unknown',
    );
    await request(served.app)
      .get('/api/v1/imports/01a2000f-776b-77cc-9a74-cae902d8e9f2')
      .set('authorization', write)
      .expect(404);
    await request(served.app).get('/api/v1/imports/1').set('authorization', write).expect(400);
  });

  it('gives the refused rows as a file in which nothing is a formula', async () => {
    const { body: report } = await send(
      roll([student('f1'), student('f2', { Имя: '=HYPERLINK("x")', Фамилия: '' })]),
      '?dry_run=true',
    );
    const answer = await request(served.app)
      .get(`/api/v1/imports/${report.import_id}/refused.csv?lang=en`)
      .set('authorization', write)
      .expect(200);
    expect(answer.headers['content-disposition']).toMatch('attachment');
    expect(answer.text).toMatch(/^\ufeffLine;Number;Field;What is wrong/);
    expect(answer.text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('finds a person by eppn and number, with what each source says, and records the look', async () => {
    await send(roll([student('p1', { Логин: 'look.me.up' })])).expect(200);
    const get = (query: object) => request(served.app).get('/api/v1/people').query(query).set('authorization', read);
    const { body: found } = await get({ eppn: 'Look.Me.Up@tsu.ru' }).expect(200);
    expect(found.people).toMatchObject([
      {
        familyName: 'Ёлкина',
        affiliations: [{ affiliation: 'student', scope: 'tsu.ru' }],
        records: [{ university: 'tsu', source: 'Деканат', sourceKey: 'p1', birthDate: '2006-04-12' }],
        identifiers: [{ value: 'look.me.up@tsu.ru' }, { value: 'p1' }],
      },
    ]);
    const { personId } = found.people[0];
    expect((await get({ student_number: 'p1', university: 'tsu' })).body.people[0].personId).toBe(personId);
    expect((await get({ student_number: 'p1', university: 'tpu' })).body).toEqual({ people: [] });
    expect((await get({ id: personId })).body.people).toHaveLength(1);
    await get({}).expect(400);
    await get({ id: personId, eppn: 'x' }).expect(400);
    const { rows } = await database.admin.raw(`select actor, action from directory.audit_trail where subject = ?`, [
      `person:${personId}`,
    ]);
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ actor: 'client:sis', action: 'person.viewed' })));
  });

  it('grants a role once, tells the feed, and takes it back', async () => {
    const staff = await served.authorization('staff.write');
    const { personId } = await arrangePerson(database.admin, { university: tsu, affiliation: 'staff' });
    const path = `/api/v1/people/${personId}/roles`;
    const grant = (role: object) => request(served.app).post(path).set('authorization', staff).send(role);
    expect((await grant({ university: 'tsu', role: 'librarian' }).expect(200)).body).toEqual({ granted: true });
    expect((await grant({ university: 'tsu.ru', role: 'librarian' }).expect(200)).body).toEqual({ granted: false });
    await grant({ university: 'tsu', role: 'king' }).expect(400);
    await grant({ university: 'mgu', role: 'librarian' }).expect(404);
    await request(served.app)
      .post('/api/v1/people/01a2000f-776b-77cc-9a74-cae902d8e9f2/roles')
      .set('authorization', staff)
      .send({ university: 'tsu', role: 'librarian' })
      .expect(404);
    await request(served.app)
      .delete(path)
      .query({ university: 'tsu', role: 'librarian' })
      .set('authorization', staff)
      .expect(200, { revoked: true });
    const { rows } = await database.admin.raw(
      `select topic from directory.change_feed where entity_id = ? order by tx, sequence`,
      [personId],
    );
    expect(rows).toEqual([{ topic: 'role.changed' }, { topic: 'role.changed' }]);
  });
});
