import { describe, expect, it } from '@jest/globals';
import { redactedAddress, redactedWord } from './trace-redaction.ts';

describe('what is kept of an address that was sent', () => {
  it.each([
    ['https://lms.tpu.ru/callback', 'https://lms.tpu.ru/callback'],
    ['https://lms.tpu.ru/callback?token=secret&x=1#f', 'https://lms.tpu.ru/callback?token=…&x=…'],
    ['https://user:secret@lms.tpu.ru/callback', 'https://…@lms.tpu.ru/callback'],
    ['HTTPS://LMS.tpu.ru/Callback/', 'HTTPS://LMS.tpu.ru/Callback/'],
    ['a\u0000b\nc', 'a b c'],
  ])('%j: %s', (sent, kept) => {
    expect(redactedAddress(sent, [])).toBe(kept);
  });

  it('is all of a registered one', () => {
    const registered = 'https://lms.tpu.ru/callback?logout=backchannel';
    expect(redactedAddress(registered, [registered])).toBe(registered);
  });

  it('is short', () => {
    expect(redactedWord('x'.repeat(10_000))).toHaveLength(300);
  });
});
