const signature = Buffer.from('PK\u0003\u0004', 'latin1');

/** Looks at the first bytes and hands all of them on: a ZIP is told by its signature, whatever it is called. */
export async function lookAhead(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ isZip: boolean; bytes: AsyncIterable<Uint8Array> }> {
  const input = bytes[Symbol.asyncIterator]();
  let begun = Buffer.alloc(0);
  let ended = false;
  while (begun.length < signature.length && !ended) {
    const { value, done } = await input.next();
    if (done) ended = true;
    else begun = Buffer.concat([begun, value]);
  }
  const rest = async function* () {
    try {
      if (begun.length > 0) yield begun;
      while (!ended) {
        const { value, done } = await input.next();
        if (done) return;
        yield value;
      }
    } finally {
      await input.return?.();
    }
  };
  return { isZip: begun.subarray(0, signature.length).equals(signature), bytes: rest() };
}
