import { DomainError } from '@onecampus/errors';

/** One part of a form with a file (RFC 7578). Its body must be read before the next part is asked for. */
export interface UploadPart {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly body: AsyncGenerator<Buffer>;
}

const head_bytes_max = 8 * 1_024;
const lineEnd = '\r\n';

/** Reads multipart/form-data part by part at constant memory; nothing is written to disk. */
export async function* readUpload(
  contentType: string | undefined,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<UploadPart> {
  const boundary = /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType ?? '');
  if (!boundary) throw new DomainError('request.unsupported_type', 'Send the form as multipart/form-data.');
  const marker = Buffer.from(`${lineEnd}--${boundary[1] ?? boundary[2]}`);
  const input = bytes[Symbol.asyncIterator]();
  // The first boundary may stand at the very beginning, without a line end before it.
  let buffer: Buffer = Buffer.from(lineEnd);
  const more = async () => {
    const { value, done } = await input.next();
    if (done) throw malformed();
    buffer = Buffer.concat([buffer, value]);
  };
  async function* untilMarker(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = buffer.indexOf(marker);
      if (at > 0) yield buffer.subarray(0, at);
      if (at !== -1) {
        buffer = buffer.subarray(at + marker.length);
        return;
      }
      // The marker may have begun in the last bytes.
      const safe = buffer.length - marker.length + 1;
      if (safe > 0) {
        const piece = buffer.subarray(0, safe);
        buffer = buffer.subarray(safe);
        yield piece;
      }
      await more();
    }
  }
  for await (const _ of untilMarker());
  for (;;) {
    while (buffer.length < 2) await more();
    if (buffer.toString('latin1', 0, 2) === '--') return;
    const head = await headOf();
    const body = untilMarker();
    yield { ...head, body };
    for await (const _ of body);
  }

  async function headOf(): Promise<{ name: string; fileName: string | undefined }> {
    let end = buffer.indexOf(lineEnd + lineEnd);
    while (end === -1) {
      if (buffer.length > head_bytes_max) throw malformed();
      await more();
      end = buffer.indexOf(lineEnd + lineEnd);
    }
    const head = buffer.toString('utf8', 0, end);
    // What follows is the body; an empty one still has its own line end before the marker.
    buffer = buffer.subarray(end + 4);
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
    const name = /\bname="([^"]*)"/i.exec(disposition)?.[1];
    if (name === undefined) throw malformed();
    return { name, fileName: /\bfilename="([^"]*)"/i.exec(disposition)?.[1] };
  }
}

function malformed(): DomainError {
  return new DomainError('request.malformed', 'The form did not arrive in full.');
}
