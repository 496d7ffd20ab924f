import { describe, expect, it } from '@jest/globals';
import { faultOfError, faultOfStatus } from './logout-fault.ts';

describe('what an application failed of', () => {
  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [404, 'not-found'],
    [302, 'redirected'],
    [502, 'server-error'],
  ])('status %s is %s', (status, fault) => expect(faultOfStatus(status)).toBe(fault));

  const failed = (cause: object) => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), cause) });
  it.each([
    [new DOMException('late', 'TimeoutError'), 'timeout'],
    [failed({ code: 'UND_ERR_CONNECT_TIMEOUT' }), 'timeout'],
    [failed({ code: 'ENOTFOUND' }), 'name-unknown'],
    [failed({ code: 'ECONNREFUSED' }), 'connection-refused'],
    [failed({ code: 'UND_ERR_SOCKET' }), 'connection-lost'],
    [failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate'],
    [
      new TypeError('fetch failed', { cause: new Error('lms.example has no address that may be called') }),
      'address-not-allowed',
    ],
    [new Error('calls to 127.0.0.1 are not allowed by CAMPUS_OUTGOING_NETWORKS'), 'address-not-allowed'],
    [new Error('something else'), 'failed'],
    ['not even an error', 'failed'],
  ])('%s is %s', (error, fault) => expect(faultOfError(error)).toBe(fault));
});
