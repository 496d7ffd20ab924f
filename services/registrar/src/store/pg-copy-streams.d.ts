/** pg-copy-streams publishes no types; this is the one function that we call. */
declare module 'pg-copy-streams' {
  export function from(statement: string): import('node:stream').Writable;
}
