/** A line of a file: its bytes without the line feed, and whether the line feed was there. */
export interface RawLine {
  readonly bytes: Buffer;
  readonly ended: boolean;
}

/** Lines over this are not ours; without a limit a file without line feeds would fill the memory. */
export const line_bytes_max = 16 * 1_024 * 1_024;

/** Cuts chunks of any size into lines. A line over the limit comes shortened to it, once, and is not ended. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<RawLine> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
      parts.push(bytes.subarray(start, at));
      yield { bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts), ended: true };
      parts = [];
      length = 0;
      start = at + 1;
    }
    if (start < bytes.length) {
      parts.push(Buffer.from(bytes.subarray(start)));
      length += bytes.length - start;
    }
    if (length > line_bytes_max) return yield { bytes: Buffer.concat(parts), ended: false };
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), ended: false };
}
