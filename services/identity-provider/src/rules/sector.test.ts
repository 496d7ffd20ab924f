import { describe, expect, it } from '@jest/globals';
import { sectorOf, sectorOfRedirects } from './sector.ts';

describe('sectorOfRedirects', () => {
  it('is the host that all addresses share', () => {
    expect(sectorOfRedirects(['https://lms.tpu.ru/callback', 'https://LMS.tpu.ru:8443/other'])).toBe('lms.tpu.ru');
  });

  it.each([
    [[]],
    [['https://lms.tpu.ru/callback', 'https://lms.tsu.ru/callback']],
    [['http://localhost:4050/callback']],
    [['http://127.0.0.1/callback']],
    [['http://[::1]/callback']],
    [['com.example.app:/callback']],
  ])('is none of %j', (uris) => {
    expect(sectorOfRedirects(uris)).toBeUndefined();
  });
});

describe('sectorOf', () => {
  it('keeps an application without a sector to itself', () => {
    expect(sectorOf({ id: 'lms', sector: null })).toBe('client:lms');
    expect(sectorOf({ id: 'lms', sector: 'tpu.ru' })).toBe('tpu.ru');
  });
});
