import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const piece_chars = 65_536;

/** Sends an export as a file to be saved: the lines as they come, no faster than they are taken. */
export async function sendExport(
  response: Writable & { setHeader(name: string, value: string): unknown },
  name: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="audit-${name}.ndjson"`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(Readable.from(inPieces(lines)), response);
}

/** Many short lines as few long writes. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < piece_chars) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
