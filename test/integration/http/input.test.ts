import { connect as connectSocket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { serve } from '@onecampus/http';
import request from 'supertest';
import { trialApp } from './trial-app.ts';

const things = '/api/v1/things';
const json = 'application/json';

describe('hostile input', () => {
  const { app } = trialApp();
  const post = (body: string | Buffer, type = json) =>
    request(app)
      .post(things)
      .set('Content-Type', type)
      .serialize((bytes) => bytes as never)
      .send(body);

  it.each<[string, number, string, string]>([
    ['a body that is no JSON', 400, 'request.malformed', '{"name": '],
    ['a body that is a text', 400, 'request.malformed', '"name"'],
    ['a body that is a list', 400, 'request.malformed', '[]'],
    ['null', 400, 'request.malformed', 'null'],
    ['no body at all', 400, 'request.malformed', ''],
    ['a field of the wrong type', 400, 'request.malformed', '{"name": 5}'],
    ['a fraction where a whole number is wanted', 400, 'request.malformed', '{"name": "a", "count": 1.5}'],
    ['a field nobody knows', 400, 'request.unknown_field', '{"name": "a", "admin": true}'],
    ['__proto__', 400, 'request.unknown_field', '{"name": "a", "__proto__": {"admin": true}}'],
    ['constructor', 400, 'request.unknown_field', '{"name": "a", "constructor": {"prototype": {"admin": true}}}'],
    ['too large a body', 413, 'request.too_large', `{"name": "${'a'.repeat(70_000)}"}`],
  ])('%s is %i', async (_, status, code, body) => {
    const answer = await post(body).expect(status);
    expect(JSON.parse(answer.text)).toMatchObject({ code });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each([
    ['text/plain', '{"name": "a"}'],
    ['application/x-www-form-urlencoded', 'name=a'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json; charset=iso-8859-1', '{"name": "a"}'],
    ['', '{"name": "a"}'],
  ])('a body of type %p is 415', async (type, body) => {
    const answer = await request(app).post(things).set('Content-Type', type).send(body).expect(415);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'request.unsupported_type' });
  });

  it('a small body that unpacks to a large one is 413, and one in no known packing 415', async () => {
    const bomb = gzipSync(`{"name": "${'a'.repeat(5_000_000)}"}`);
    await post(bomb).set('Content-Encoding', 'gzip').expect(413);
    await post(Buffer.from('x')).set('Content-Encoding', 'snappy').expect(415);
    await post(Buffer.from('no gzip')).set('Content-Encoding', 'gzip').expect(400);
  });

  it.each([
    [`${things}?name=a&name=b`, 400],
    [`${things}?name[x]=a`, 400],
    [`${things}?nam=a`, 400],
    [`${things}?__proto__=a`, 400],
    [`${things}/%zz`, 400],
    [`${things}/not-a-uuid`, 400],
    [`${things}/..%2f..%2fetc%2fpasswd`, 400],
    ['/%zz', 404],
    ['/assets/%zz', 404],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/assets/../../package.json', 404],
    ['/assets/%00', 404],
    ['/assets/', 404],
    ['/.git/config', 404],
    [`/${'a'.repeat(10_000)}`, 404],
    ['//evil.example/page', 404],
  ])('GET %s is %i', async (path, status) => {
    const answer = await request(app).get(path).expect(status);
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
  });

  it.each([
    ['HEAD', things, 200],
    ['HEAD', '/nowhere', 404],
    ['OPTIONS', things, 404],
    ['OPTIONS', '/nowhere', 404],
    ['PUT', things, 404],
    ['TRACE', things, 404],
  ])('%s %s is %i', async (method, path, status) => {
    const answer = await raw(app, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (method === 'HEAD') expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  it.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', 400],
    ['two lengths', `POST ${things} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n`, 400],
    [
      'a length and chunks',
      `POST ${things} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['no host', `GET ${things} HTTP/1.1\r\nConnection: close\r\n\r\n`, 400],
    ['headers without end', `GET ${things} HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('on the wire, %s is refused', async (_, text, status) => {
    expect(await raw(app, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it('escapes what it shows', async () => {
    const answer = await request(app).get('/page?q=%3Cscript%3Ealert(1)%3C/script%3E').expect(200);
    expect(answer.text).toContain('&lt;script');
    expect(answer.text).not.toContain('<script>alert');
  });

  it('a form with a field nobody knows, twice one field or too many fields changes nothing', async () => {
    const send = (form: string) => request(app).post('/page').type('form').send(form);
    await send('name=a').expect(303);
    await send('name=a&admin=1').expect(400);
    await send('name=a&name=b').expect(400);
    await send(Array.from({ length: 200 }, (_, n) => `f${n}=1`).join('&')).expect(413);
    await send(`name=${'a'.repeat(70_000)}`).expect(413);
    await send('__proto__[admin]=1&name=b').expect(400);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

/** Sends bytes as they are and gives back all that is answered. */
async function raw(app: ReturnType<typeof trialApp>['app'], text: string): Promise<string> {
  const { log, metrics } = trialApp();
  const serving = await serve({ host: '127.0.0.1', port: 0, log, metrics }, () => app);
  try {
    return await new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connectSocket(serving.port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.once('close', () => resolve(answer));
      socket.once('error', reject);
    });
  } finally {
    await serving.stop();
  }
}
