import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Sends lines as a file to be saved, as they come. */
export async function sendCsv(
  response: Writable & { setHeader(name: string, value: string): unknown },
  name: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(Readable.from(lines), response);
}
