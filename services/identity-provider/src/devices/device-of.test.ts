import { describe, expect, it } from '@jest/globals';
import { nameOfDevice } from '../rules/device.ts';
import { deviceOf } from './device-of.ts';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

describe('what a browser is recognised by', () => {
  it.each([
    [`${windows.slice(0, -1)}; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox, Windows'],
    [
      `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 YaBrowser/25.6.0 Safari/537.36`,
      'Yandex Browser, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari, iOS',
    ],
    ['curl/8.5.0', ''],
    ['<script>alert(1)</script>', ''],
    [`${windows} Firefox/140.0 ${'x'.repeat(600)}`, ''],
    [undefined, ''],
  ])('%s', (announcement, name) => expect(nameOfDevice(deviceOf(announcement))).toBe(name));

  it('says whether it is a telephone', () => {
    expect(
      deviceOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36'),
    ).toEqual({
      browser: 'Chrome',
      system: 'Android',
      kind: 'mobile',
    });
  });
});
