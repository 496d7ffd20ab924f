/** `data` with every `bulkId:x` replaced by the id of what was made under it. Throws 400 invalidValue on an unknown one. */
export function resolveBulkIds<T>(_data: T, _ids: ReadonlyMap<string, string>): T {
  throw new Error('being written');
}
