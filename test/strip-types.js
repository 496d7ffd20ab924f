import { stripTypeScriptTypes } from 'node:module';

/** A jest transformer: removes the types and keeps every line and column, so stack traces need no source map. */
export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
