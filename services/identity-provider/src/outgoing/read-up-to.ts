import type { Readable } from 'node:stream';

/** @throws Error where the stream has more than `bytes_max`; the rest of it is not read. */
export async function readUpTo(stream: Readable, bytes_max: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > bytes_max) {
      stream.destroy();
      throw new Error(`the answer is larger than ${bytes_max} bytes`);
    }
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
