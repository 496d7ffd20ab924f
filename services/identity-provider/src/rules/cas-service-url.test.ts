import { describe, expect, it } from '@jest/globals';
import { type CasPlace, isRegistrableService, isServiceOf, withTicket } from './cas-service-url.ts';

const below: CasPlace = { serviceUrl: 'https://lms.tpu.ru/moodle', matches: 'below' };
const exact: CasPlace = { serviceUrl: 'https://lms.tpu.ru/moodle/login', matches: 'exact' };

describe('whether a ticket may go to an address', () => {
  it.each([
    'https://lms.tpu.ru/moodle',
    'https://lms.tpu.ru/moodle?authCAS=CAS',
    'https://lms.tpu.ru/moodle/',
    'https://lms.tpu.ru/moodle/login/index.php?authCAS=CAS',
    'https://lms.tpu.ru/moodle/course/%D0%BA%D1%83%D1%80%D1%81',
    'https://lms.tpu.ru/moodle/a?next=https://evil.example/',
  ])('yes below the place: %s', (url) => expect(isServiceOf(below, url)).toBe(true));

  it.each([
    // Another place.
    'http://lms.tpu.ru/moodle',
    'https://lms.tpu.ru:8443/moodle',
    'https://lms.tpu.ru.evil.example/moodle',
    'https://evil.example/moodle',
    'https://evil.example/https://lms.tpu.ru/moodle',
    'https://evil.example?https://lms.tpu.ru/moodle',
    'https://evil.example#https://lms.tpu.ru/moodle',
    'https://xlms.tpu.ru/moodle',
    'https://tpu.ru/moodle',
    'https://lms.tpu.ru/moodleevil',
    'https://lms.tpu.ru/moodle.evil/a',
    'https://lms.tpu.ru/',
    'https://lms.tpu.ru',
    'https://lms.tpu.ru/Moodle',
    // Who is asked is not who it looks like.
    'https://lms.tpu.ru@evil.example/moodle',
    'https://user:secret@lms.tpu.ru/moodle',
    'https://lms.tpu.ru:443@evil.example/moodle',
    'https://evil.example\\@lms.tpu.ru/moodle',
    'https://lms.tpu.ru\\.evil.example/moodle',
    'https:\\\\lms.tpu.ru\\moodle',
    'https:/lms.tpu.ru/moodle',
    'https:lms.tpu.ru/moodle',
    '//lms.tpu.ru/moodle',
    'https://lms.tpu.ru%2f@evil.example/moodle',
    'https://lms。tpu。ru/moodle',
    // Out of the place again.
    'https://lms.tpu.ru/moodle/../evil',
    'https://lms.tpu.ru/moodle/..%2fevil',
    'https://lms.tpu.ru/moodle/%2e%2e/evil',
    'https://lms.tpu.ru/moodle/%2E%2E%2Fevil',
    'https://lms.tpu.ru/moodle/..\\evil',
    'https://lms.tpu.ru/moodle/%5c..%5cevil',
    'https://lms.tpu.ru/moodle/..;/evil',
    'https://lms.tpu.ru/moodle//evil.example',
    'https://lms.tpu.ru/./moodle',
    // Two ways to write one thing.
    'https://LMS.tpu.ru/moodle',
    'https://lms.tpu.ru:443/moodle',
    'https://lms.tpu.ru./moodle',
    'HTTPS://lms.tpu.ru/moodle',
    ' https://lms.tpu.ru/moodle',
    'https://lms.tpu.ru/moodle\n',
    'https://lms.tpu.ru/mood\tle',
    'https://lms.tpu.ru/moodle%0d%0aSet-Cookie:x=1',
    'https://lms.tpu.ru/moodle#frag',
    'https://lms.tpu.ru/moodle%00.evil',
    // Tickets of somebody's own.
    'https://lms.tpu.ru/moodle?ticket=ST-1',
    'https://lms.tpu.ru/moodle?a=1&Ticket=ST-1',
    'https://lms.tpu.ru/moodle?%74icket=ST-1',
    // Nothing that a browser goes to.
    'javascript://lms.tpu.ru/moodle%0aalert(1)',
    'data:text/html,https://lms.tpu.ru/moodle',
    '',
    `https://lms.tpu.ru/moodle/${'a'.repeat(2_000)}`,
  ])('no: %s', (url) => expect(isServiceOf(below, url)).toBe(false));

  it('exactly one page where only that is registered', () => {
    expect(isServiceOf(exact, 'https://lms.tpu.ru/moodle/login?x=1')).toBe(true);
    expect(isServiceOf(exact, 'https://lms.tpu.ru/moodle/login/')).toBe(false);
    expect(isServiceOf(exact, 'https://lms.tpu.ru/moodle/login/more')).toBe(false);
  });
});

describe('what may be registered', () => {
  it.each(['https://lms.tpu.ru/', 'https://lms.tpu.ru', 'https://lms.tpu.ru/a/b'])('%s', (url) =>
    expect(isRegistrableService(url, { production: true })).toBe(true),
  );
  it.each([
    'http://lms.tpu.ru/',
    'https://lms.tpu.ru/?a=1',
    'https://*.tpu.ru/',
    'https://lms.tpu.ru/^.*',
    'ftp://lms.tpu.ru/',
  ])('not %s', (url) => expect(isRegistrableService(url, { production: true })).toBe(false));
});

it('puts the ticket behind what is there', () => {
  expect(withTicket('https://a.ru/x', 'ST-1')).toBe('https://a.ru/x?ticket=ST-1');
  expect(withTicket('https://a.ru/x?a=1', 'ST-1')).toBe('https://a.ru/x?a=1&ticket=ST-1');
});
