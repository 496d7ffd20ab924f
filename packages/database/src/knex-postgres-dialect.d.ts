/** knex publishes no types for its dialect classes; these are the members that we use and override. */
declare module 'knex/lib/dialects/postgres/index.js' {
  export default class PostgresDialect {
    constructor(config: unknown);
    readonly config: { readonly onServerNotice?: (message: string) => void };
    readonly connectionSettings: { readonly statement_timeout: number };
    acquireRawConnection(): Promise<unknown>;
    validateConnection(connection: unknown): boolean | Promise<boolean>;
    acquireConnection(): Promise<unknown>;
    query(connection: unknown, statement: unknown): Promise<unknown>;
  }
}
