import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewSipAccount } from '@onecampus/card-issuer/use-cases/add-sip-account';
import iconv from 'iconv-lite';
import { openMachine, openSip2Library, type Sip2Library } from './sip2-library.ts';

const folder = path.resolve(import.meta.dirname, '../../sip2');

describe('SIP2 as others speak it', () => {
  let library: Sip2Library;
  beforeAll(async () => {
    library = await openSip2Library();
  });
  afterAll(() => library.close());

  /** The client in Perl, which shares no line with the product: what it prints, and its exit code. */
  const perl = (login: { login: string; secret: string }, options: readonly string[], commands: readonly string[]) =>
    new Promise<{ code: number | null; answers: Record<string, string>[]; said: string }>((resolve, reject) => {
      const child = spawn('perl', [
        path.join(folder, 'client.pl'),
        '127.0.0.1',
        String(library.door.port),
        login.login,
        login.secret,
        ...options,
      ]);
      let [out, said] = [Buffer.alloc(0), ''];
      child.stdout.on('data', (bytes: Buffer) => {
        out = Buffer.concat([out, bytes]);
      });
      child.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
      });
      child.once('error', reject);
      child.once('close', (code) => {
        const lines = out
          .toString('utf8')
          .split('\n')
          .filter((one) => one !== '');
        resolve({ code, said, answers: lines.map(fieldsOf) });
      });
      child.stdin.end(commands.map((one) => `${one}\n`).join(''));
    });

  describe.each([
    ['without sums', []],
    ['with sums', ['--checksums']],
    ['with sums, CRLF and one byte a segment', ['--checksums', '--crlf', '--drip']],
  ])('the client in Perl, %s', (_, options) => {
    it('is served as it expects from the beginning to the end of a session', async () => {
      const account = await library.account({ shows: ['name', 'class'] });
      const reader = await library.reader({ familyName: 'Юрьева', givenName: 'Жанна', pin: '4826' });
      const { code, said, answers } = await perl(account, options, [
        'status',
        'login',
        'status',
        `patron ${reader.card} 4826`,
        `information ${reader.card} 4826`,
        `information ${reader.card}`,
        `information ${reader.card} -`,
        `information ${reader.card} 0000`,
        'information 20000000000008 4826',
        `end ${reader.card}`,
        'repeat',
        'raw 55what',
      ]);
      expect([code, said]).toEqual([0, '']);
      const seen = answers.map(({ code, BL, CQ, AE }) =>
        [code, BL, CQ, AE].filter((one) => one !== undefined).join(' '),
      );
      const known = 'Y Y Юрьева, Жанна';
      const strange = 'Y N ';
      expect(seen).toEqual([
        '98',
        '94',
        '98',
        `24 ${known}`,
        `64 ${known}`,
        `64 ${strange}`,
        `64 ${strange}`,
        `64 ${strange}`,
        '64 N N ',
        '36',
        '36',
        '96',
      ]);
      expect(answers[0]).toMatchObject({ online: 'Y', version: '2.00', AO: '' });
      expect(answers[2]).toMatchObject({ AO: 'TPU', AN: account.login, BX: 'YNNNYYYYYNNNNNNN' });
      expect(answers[4]).toMatchObject({ PC: 'student', holds: '    ', language: '001', AO: '1' });
    });
  });

  it('the client in Perl, which sends the same bytes again, is given the same answer', async () => {
    const account = await library.account({ pin: 'none' });
    const reader = await library.reader();
    const { code, answers } = await perl(
      account,
      ['--checksums'],
      ['login', `patron ${reader.card}`, 'same', 'repeat'],
    );
    expect(code).toBe(0);
    expect(answers[2]).toEqual(answers[1]);
    expect(answers[3]).toEqual(answers[1]);
  });

  it.each(readdirSync(path.join(folder, 'transcripts')))('%s is answered byte by byte', async (file) => {
    const lines = readFileSync(path.join(folder, 'transcripts', file), 'utf8').split('\n');
    const said = (sign: string) => lines.filter((one) => one.startsWith(sign)).map((one) => one.slice(sign.length));
    const settings = JSON.parse(said('# account ')[0] ?? '{}') as Partial<NewSipAccount>;
    const account = await library.account(settings);
    const [localAddress] = said('# from ');
    const machine = await openMachine(library.door.port!, localAddress ? { localAddress } : {});
    const encode = (text: string) => iconv.encode(text, settings.charset ?? 'utf-8');
    const filled = (text: string) => text.replace('{login}', account.login).replace('{secret}', account.secret);
    for (const line of lines.filter((one) => /^[<>] /.test(one))) {
      const text = filled(line.slice(2));
      if (line.startsWith('>')) machine.send(bytesOf(encode(text)));
      else expect((await machine.next())?.toString('latin1')).toMatch(patternOf(encode(text).toString('latin1')));
    }
    machine.end();
  });
});

/** `\r`, `\n` and `\xNN` as bytes; a line that ends with neither ends with CR. */
function bytesOf(line: Buffer): Buffer {
  const text = line
    .toString('latin1')
    .replaceAll(/\\(r|n|x[0-9a-f]{2})/g, (_, one: string) =>
      one === 'r' ? '\r' : one === 'n' ? '\n' : String.fromCharCode(Number.parseInt(one.slice(1), 16)),
    );
  return Buffer.from(/[\r\n]$/.test(text) ? text : `${text}\r`, 'latin1');
}

/** An answer of which the moment, the sum and a screen's text may be any. The line feed of the answer before may stand first. */
function patternOf(expected: string): RegExp {
  const escaped = expected
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('\\{18\\}', '\\d{8} {4}\\d{6}')
    .replaceAll('\\{4\\}', '[0-9A-F]{4}')
    .replaceAll('\\{\\.\\.\\.\\}', '[^|]{1,255}');
  return new RegExp(`^\\n?${escaped}$`);
}

function fieldsOf(line: string): Record<string, string> {
  const [code = '', ...fields] = line.split('\t');
  const pairs = fields.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const);
  return { code, ...Object.fromEntries(pairs) };
}
