import { expect, it } from '@jest/globals';
import { siteOf } from './site-of.ts';

it.each([
  ['https://a.slow.example/x', 'slow.example'],
  ['https://b.c.slow.example:8443', 'slow.example'],
  ['https://slow.example', 'slow.example'],
  ['http://203.0.113.9:1/x', '203.0.113.0/24'],
  ['http://[2001:db8:1:2:3::4]/x', '2001:db8:1:2::/64'],
  ['http://localhost:9', 'localhost'],
  ['nothing', ''],
])('%s is of %s', (entityId, site) => expect(siteOf(entityId)).toBe(site));
