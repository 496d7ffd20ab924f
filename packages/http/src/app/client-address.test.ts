import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { clientAddress } from './client-address.ts';

const requestFrom = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('whose request it is', () => {
  const ways = [
    requestFrom('10.0.0.1'),
    requestFrom('10.0.0.1', '203.0.113.7'),
    requestFrom('10.0.0.1', '198.51.100.9, 203.0.113.7 ,10.0.0.2'),
    requestFrom('10.0.0.1', '10.0.0.3,10.0.0.2'),
    requestFrom('10.0.0.1', ' , '),
    requestFrom('203.0.113.7', '198.51.100.9'),
  ];

  it.each([[[]], [['10.0.0.0/8']], [['10.0.0.1']]])('is what express says it is, trusting %j', (trusted) => {
    const app = express();
    app.set('trust proxy', trusted.length > 0 ? trusted : false);
    for (const request of ways) {
      const asExpress = Object.assign(Object.create(app.request) as { ip: string }, request, { app });
      expect(clientAddress(request, app.get('trust proxy fn'))).toBe(asExpress.ip);
    }
  });
});
