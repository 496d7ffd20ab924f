import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTransport } from './transport.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'letters-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('openTransport', () => {
  it('has no way out where none is set', () => {
    const none = { smtpUrl: undefined, folder: undefined, from: 'a@b.example', tlsRequired: false };
    expect(openTransport(none)).toBeUndefined();
  });

  it('keeps letters as files that their owner alone may read, each to one address whatever is in it', async () => {
    const settings = {
      smtpUrl: undefined,
      folder: path.join(folder, 'mail'),
      from: 'campus@id.example',
      tlsRequired: false,
    };
    const letter = { id: 'x1', subject: 'Привет', text: 'текст', html: '<p>текст</p>' };
    await openTransport(settings)!.send({ ...letter, to: 'a@home.example, b@home.example' });
    expect(await readdir(settings.folder)).toEqual(['x1.eml']);
    const file = path.join(settings.folder, 'x1.eml');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const source = await readFile(file, 'utf8');
    expect(source).toContain('Message-ID: <x1@id.example>');
    expect(source.match(/^To:.*$/m)![0]).not.toContain('b@home.example,');
    expect(source.match(/^(Cc|Bcc):/m)).toBeNull();
  });

  it('says no more of a failure than a word and a number', async () => {
    const settings = {
      smtpUrl: 'smtp://user:secret-word@127.0.0.1:9',
      folder: undefined,
      from: 'a@b.example',
      tlsRequired: true,
    };
    const transport = openTransport(settings)!;
    const letter = { id: 'x2', to: 'anna@home.example', subject: 's', text: 't', html: 'h' };
    await expect(transport.send(letter)).rejects.toMatchObject({
      message: expect.stringMatching(/^E[A-Z]+$/),
      final: false,
    });
    transport.close();
  });
});
