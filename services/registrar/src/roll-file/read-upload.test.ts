import { describe, expect, it } from '@jest/globals';
import { readUpload } from './read-upload.ts';

const form = [
  '--xyz\r\nContent-Disposition: form-data; name="forget"\r\n\r\nyes\r\n',
  '--xyz\r\nContent-Disposition: form-data; name="roll"; filename="список.csv"\r\nContent-Type: text/csv\r\n\r\n',
  'a;b\r\n--xy\r\n1;2\r\n\r\n',
  '\r\n--xyz\r\nContent-Disposition: form-data; name="empty"\r\n\r\n\r\n--xyz--\r\n',
].join('');

async function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number) {
  const parts = [];
  for await (const { name, fileName, body } of readUpload('multipart/form-data; boundary=xyz', inPieces(text, size))) {
    const pieces = [];
    for await (const piece of body) pieces.push(Buffer.from(piece));
    parts.push([name, fileName, Buffer.concat(pieces).toString()]);
  }
  return parts;
}

describe('a form with a file', () => {
  it.each([1, 2, 7, 64, 4_096])('is read in pieces of %i bytes', async (size) => {
    expect(await read(form, size)).toEqual([
      ['forget', undefined, 'yes'],
      ['roll', 'список.csv', 'a;b\r\n--xy\r\n1;2\r\n\r\n'],
      ['empty', undefined, ''],
    ]);
  });

  it('that was cut off is refused', async () => {
    await expect(read(form.slice(0, -30), 64)).rejects.toMatchObject({ code: 'request.malformed' });
  });

  it('that is none is refused', async () => {
    await expect(readUpload('text/csv', inPieces('', 1)).next()).rejects.toMatchObject({
      code: 'request.unsupported_type',
    });
  });

  it('passes over what was not read', async () => {
    const names = [];
    for await (const { name } of readUpload('multipart/form-data; boundary=xyz', inPieces(form, 5))) names.push(name);
    expect(names).toEqual(['forget', 'roll', 'empty']);
  });
});
