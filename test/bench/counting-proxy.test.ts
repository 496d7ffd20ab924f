import { describe, expect, it } from '@jest/globals';
import { postgresStatements, redisCommands } from './counting-proxy.ts';

/** What a reader names, with the bytes handed over in pieces of `size`. */
function read(reader: typeof redisCommands, bytes: Buffer, size: number): string[] {
  const asked: string[] = [];
  const take = reader((what) => asked.push(what));
  for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
  return asked;
}

function message(type: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const sizes = [1, 3, 7, 10_000];

describe('what a client asks of Postgres', () => {
  const bytes = Buffer.concat([
    message('', '\0\u0003\0\0', 'user\0campus\0\0'),
    message('p', 'secret\0'),
    message('Q', 'begin\0'),
    message('P', '\0select  a\n from t where b = $1\0', '\0\0'),
    message('B', '\0\0\0\0\0\0\0\0'),
    message('E', '\0\0\0\0\0'),
    message('S'),
    message('B', '\0\0\0\0\0\0\0\0'),
    message('S'),
  ]);

  it.each(sizes)('is one thing for each answer that it waits for, in pieces of %i bytes', (size) => {
    const select = 'select a from t where b = $1';
    expect(read(postgresStatements, bytes, size)).toEqual(['begin', select, select]);
  });
});

describe('what a client asks of Redis', () => {
  const bytes = Buffer.from('*2\r\n$3\r\nGET\r\n$8\r\nключ\r\n*3\r\n$4\r\nmget\r\n$1\r\na\r\n$5\r\n*1\r\nb\r\n');

  it.each(sizes)('is one command after another, whatever its values hold, in pieces of %i bytes', (size) => {
    expect(read(redisCommands, bytes, size)).toEqual(['get', 'mget']);
  });
});
