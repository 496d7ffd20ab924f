import type { PatchPath } from './patch-operation.ts';

/** RFC 7644 §3.5.2. Throws 400 invalidPath. */
export function parsePatchPath(_text: string): PatchPath {
  throw new Error('being written');
}
