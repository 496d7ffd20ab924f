import { DomainError } from '@onecampus/errors';
import { limited, tooLarge } from '../roll-file/limited-bytes.ts';

interface Upload extends AsyncIterable<Uint8Array> {
  is(types: string[]): string | false | null;
  get(name: string): string | undefined;
}

/**
 * The body of an upload, passed on piece by piece and never gathered. A body that announces or turns out to be larger than
 * allowed is `request.too_large`; one that is not said to be CSV, a ZIP or plain bytes is `request.unsupported_type`.
 */
export function rollBody(request: Upload, bytes_max: number): AsyncIterable<Uint8Array> {
  if (!request.is(['text/csv', 'application/csv', 'text/plain', 'application/zip', 'application/octet-stream'])) {
    throw new DomainError(
      'request.unsupported_type',
      'Send the roll as text/csv, or a OneRoster package as application/zip.',
    );
  }
  if (Number(request.get('content-length') ?? 0) > bytes_max) throw tooLarge(bytes_max);
  return limited(request, bytes_max);
}
