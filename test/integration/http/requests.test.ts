import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { trialApp } from './trial-app.ts';

const things = '/api/v1/things';
const post = (headers: Record<string, string>, app = trialApp().app, path = things) =>
  request(app).post(path).set(headers).send({ name: 'a' });

describe('every answer', () => {
  it.each([
    things,
    '/page',
    '/nowhere',
    '/api/v1/surprise',
    '/page/surprise',
    '/livez',
    '/readyz',
    '/assets/tokens.css',
    '/favicon.ico',
    '/%zz',
  ])('has the strict policy and tells nothing of its maker: %s', async (path) => {
    const { headers } = await request(trialApp({ secure: true }).app).get(path);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|data:/);
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'; base-uri 'none'$/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=63072000',
      'referrer-policy': 'same-origin',
      'x-request-id': expect.any(String),
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toMatch(
      path.startsWith('/assets') || path === '/favicon.ico' ? /./ : /^no-store$/,
    );
  });

  it('promises TLS only where there is TLS', async () => {
    const { headers } = await request(trialApp().app).get(things);
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('request ids', () => {
  it('keeps a harmless one and puts it into every line of the request', async () => {
    const trial = trialApp();
    const id = 'client-chosen-0001';
    const { headers } = await request(trial.app).get('/api/v1/surprise').set('X-Request-ID', id).expect(500);
    expect(headers['x-request-id']).toBe(id);
    const lines = trial.lines();
    expect(lines.map((line) => line['msg']).sort()).toEqual(['at work', 'request', 'request failed']);
    for (const line of lines) expect(line['requestId']).toBe(id);
  });

  it.each([
    '',
    'short',
    'a b c d e f g h',
    'x'.repeat(129),
    '<script>alert</script>',
    '12345678\t"} {"level":60',
    'ключ-ключ-ключ',
  ])('makes one of its own instead of %p', async (given) => {
    const trial = trialApp();
    const { headers } = await request(trial.app).get(things).set('X-Request-ID', Buffer.from(given).toString('latin1'));
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(trial.lines()[0]!['requestId']).toBe(headers['x-request-id']);
  });

  it('does not write what stands in the query', async () => {
    const trial = trialApp();
    await request(trial.app).get(`${things}?name=Semenova&code=abc`);
    await request(trial.app).get(`/page?q=Semenova`);
    expect(trial.logText()).not.toMatch(/Semenova|code=abc/);
  });
});

describe('requests from other sites', () => {
  it.each<[string, Record<string, string>]>([
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site, a sibling host', { 'Sec-Fetch-Site': 'same-site' }],
    ['a foreign Origin', { Host: 'cards.example', Origin: 'https://evil.example' }],
    ['a foreign Origin on another port', { Host: 'cards.example', Origin: 'https://cards.example:8443' }],
    ['an Origin that only begins like ours', { Host: 'cards.example', Origin: 'https://cards.example.evil.example' }],
    ['the null Origin', { Host: 'cards.example', Origin: 'null' }],
    ['an Origin that is no address', { Host: 'cards.example', Origin: 'cards.example' }],
    ['a forged X-Forwarded-Host', { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }],
    ['both headers that disagree', { Host: 'x.example', Origin: 'https://x.example', 'Sec-Fetch-Site': 'cross-site' }],
  ])('refuses %s', async (_, headers) => {
    const answer = await post(headers).expect(403);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'request.cross_site' });
  });

  it.each<[string, Record<string, string>]>([
    ['a program', {}],
    ['our own page', { 'Sec-Fetch-Site': 'same-origin' }],
    ['the person himself', { 'Sec-Fetch-Site': 'none' }],
    ['our own page in an old browser', { Host: 'cards.example', Origin: 'https://cards.example' }],
  ])('lets %s pass', async (_, headers) => {
    await post(headers).expect(200);
  });

  it('believes a proxy that it was told of', async () => {
    const { app } = trialApp({ trustProxy: ['loopback'] });
    const headers = {
      Origin: 'https://cards.example',
      'X-Forwarded-Host': 'cards.example',
      'X-Forwarded-Proto': 'https',
    };
    await post(headers, app).expect(200);
  });

  it('lets any site read, and post where a path is open to all', async () => {
    await request(trialApp().app).get(things).set('Sec-Fetch-Site', 'cross-site').expect(200);
    await post({ 'Sec-Fetch-Site': 'cross-site' }, trialApp().app, '/open-to-all').expect(200);
    await post({ 'Sec-Fetch-Site': 'cross-site' }, trialApp().app, '/open-to-all/').expect(403);
  });
});
