import { DomainError } from '@onecampus/errors';

/** Bytes up to a limit, then `request.too_large`. */
export async function* limited(bytes: AsyncIterable<Uint8Array>, bytes_max: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of bytes) {
    seen += piece.length;
    if (seen > bytes_max) throw tooLarge(bytes_max);
    yield piece;
  }
}

export function tooLarge(bytes_max: number): DomainError {
  return new DomainError('request.too_large', `The roll is larger than the ${bytes_max} bytes that are taken.`);
}
