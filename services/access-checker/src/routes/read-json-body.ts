import type { IncomingMessage } from 'node:http';
import { DomainError } from '@onecampus/errors';

/** A question about one card at one gate has a few hundred bytes. */
const body_bytes_max = 16 * 1_024;

/** Reads a JSON body. AuthZEN has one status, 400, for a wrong content type, an empty body and a broken one alike. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new DomainError('request.malformed', 'Send the request as application/json.');
  }
  if (Number(request.headers['content-length'] ?? 0) > body_bytes_max) throw tooLarge();
  const body = await bodyOf(request);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new DomainError('request.malformed', 'The body of the request is not JSON.', { cause });
  }
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > body_bytes_max) {
        request.pause();
        request.removeAllListeners('data');
        reject(tooLarge());
      } else pieces.push(piece);
    });
    request.on('end', () => resolve((pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new DomainError('request.malformed', 'The request was cut short.'));
    });
  });
}

function tooLarge(): DomainError {
  return new DomainError('request.too_large', 'The request is larger than 16 KB.');
}
