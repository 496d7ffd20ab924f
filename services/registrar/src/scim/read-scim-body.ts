import type { IncomingMessage } from 'node:http';
import { ScimError } from '@onecampus/scim';

const mediaType = /^application\/(?:scim\+)?json$/i;

/** The JSON of a request, read by ourselves so that each fault has SCIM's words. @throws ScimError 400, 413, 415. */
export async function readScimBody(request: IncomingMessage, bytes_max: number): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim());
  const charset = parameters
    .find((one) => /^charset=/i.test(one))
    ?.slice(8)
    .replaceAll('"', '')
    .toLowerCase();
  if (!mediaType.test(media)) throw new ScimError(415, 'Send the body as application/scim+json.');
  if (charset !== undefined && charset !== 'utf-8') throw new ScimError(415, 'Send the body in UTF-8.');
  if (encoding !== undefined && encoding !== 'identity')
    throw new ScimError(415, 'Send the body without a content encoding.');
  const bytes = await readBytes(request, bytes_max);
  if (bytes.length === 0) throw new ScimError(400, 'The body is empty.', 'invalidSyntax');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ScimError(400, 'The body is not JSON in UTF-8.', 'invalidSyntax');
  }
}

function readBytes(request: IncomingMessage, bytes_max: number): Promise<Buffer> {
  const tooLarge = () => new ScimError(413, `The body is larger than maxPayloadSize (${bytes_max} bytes).`);
  if (Number(request.headers['content-length'] ?? 0) > bytes_max) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    request.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length <= bytes_max) return void pieces.push(piece);
      // Not destroyed: the refusal still has to go out on this connection.
      request.pause();
      request.removeAllListeners('data');
      reject(tooLarge());
    });
    request.on('end', () => resolve(Buffer.concat(pieces)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new ScimError(400, 'The request was cut short.', 'invalidSyntax'));
    });
  });
}
