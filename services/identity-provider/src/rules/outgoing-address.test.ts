import { describe, expect, it } from '@jest/globals';
import { isNetwork, mayCall } from './outgoing-address.ts';

const strict = { allowedNetworks: [], loopback: false };
const campus = { allowedNetworks: ['10.20.0.0/16', 'fd00:1::/32'], loopback: false };

describe('mayCall', () => {
  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('calls %s, which is public', (address) => {
    expect(mayCall(address, strict)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '::',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    '224.0.0.1',
    '255.255.255.255',
    'not an address',
    '',
  ])('does not call %s', (address) => {
    expect(mayCall(address, strict)).toBe(false);
  });

  it('calls what the policy names, and nothing beside it', () => {
    expect(mayCall('10.20.30.40', campus)).toBe(true);
    expect(mayCall('::ffff:10.20.30.40', campus)).toBe(true);
    expect(mayCall('10.21.0.1', campus)).toBe(false);
    expect(mayCall('fd00:1::5', campus)).toBe(true);
    expect(mayCall('fd00:2::5', campus)).toBe(false);
    expect(mayCall('127.0.0.1', campus)).toBe(false);
  });

  it('calls this machine only where it may', () => {
    expect(mayCall('127.0.0.1', { allowedNetworks: [], loopback: true })).toBe(true);
    expect(mayCall('::1', { allowedNetworks: [], loopback: true })).toBe(true);
    expect(mayCall('10.0.0.1', { allowedNetworks: [], loopback: true })).toBe(false);
  });
});

describe('isNetwork', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['10.0.0.1', false],
    ['10.0.0.0/33', false],
    ['campus', false],
  ])('%s: %s', (text, is) => {
    expect(isNetwork(text)).toBe(is);
  });

  it('never calls a forbidden network, whoever opened one around it', () => {
    const policy = {
      allowedNetworks: ['10.0.0.0/8'],
      forbiddenNetworks: ['10.9.0.0/16', '203.0.113.0/24'],
      loopback: false,
    };
    expect(
      ['10.8.0.1', '10.9.0.1', '::ffff:10.9.0.1', '203.0.113.5', '8.8.8.8'].map((one) => mayCall(one, policy)),
    ).toEqual([true, false, false, false, true]);
  });
});
