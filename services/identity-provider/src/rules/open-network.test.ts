import { describe, expect, it } from '@jest/globals';
import { networkFault } from './open-network.ts';

describe('a network to be opened', () => {
  it.each([
    ['10.20.0.0/16', undefined],
    ['192.168.4.0/24', undefined],
    ['10.0.0.0/8', undefined],
    ['fd00:20::/32', undefined],
    ['192.0.2.7/32', undefined],
    ['0.0.0.0/0', 'too-wide'],
    ['8.0.0.0/7', 'too-wide'],
    ['fc00::/7', 'too-wide'],
    ['127.0.0.0/8', 'special'],
    ['127.0.0.1/32', 'special'],
    ['169.254.169.254/32', 'special'],
    ['169.0.0.0/8', 'special'],
    ['::1/128', 'special'],
    ['fe80::/64', 'special'],
    ['10.20.0.0', 'not-a-network'],
    ['10.20.0.0/33', 'not-a-network'],
    ['campus', 'not-a-network'],
    ['', 'not-a-network'],
  ] as const)('%s: %s', (text, fault) => expect(networkFault(text)).toBe(fault));
});
