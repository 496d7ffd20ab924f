/** A message has 1,024 bytes at most in practice; anything longer is noise, and is not kept. */
export const message_bytes_max = 4_096;

/** One message without its end, or the news that one was too long and was thrown away. */
export type Framed = { readonly bytes: Buffer } | 'too_long';

export interface Framer {
  /** Takes what came in, in whatever pieces, and returns the messages that are complete now. */
  push(chunk: Buffer): Framed[];
}

const carriage_return = 0x0d;
const line_feed = 0x0a;

/**
 * Finds messages in a stream of bytes. A message ends with CR, LF or both, whichever the machine sends: what stands between
 * CR and LF is nothing, and nothing is no message. Holds at most one message, however long a machine goes on without an end.
 */
export function createFramer(bytes_max: number = message_bytes_max): Framer {
  const kept = Buffer.allocUnsafe(bytes_max);
  let length = 0;
  let overflown = false;

  const keep = (piece: Buffer) => {
    if (overflown || length + piece.length > bytes_max) {
      overflown = true;
      length = 0;
      return;
    }
    piece.copy(kept, length);
    length += piece.length;
  };

  return {
    push: (chunk) => {
      const messages: Framed[] = [];
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte !== carriage_return && byte !== line_feed) continue;
        keep(chunk.subarray(from, at));
        from = at + 1;
        if (overflown) messages.push('too_long');
        else if (length > 0) messages.push({ bytes: Buffer.from(kept.subarray(0, length)) });
        length = 0;
        overflown = false;
      }
      keep(chunk.subarray(from));
      return messages;
    },
  };
}
