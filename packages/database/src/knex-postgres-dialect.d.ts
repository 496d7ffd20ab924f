/** knex publishes no types for its dialect classes; these are the methods that we override. */
declare module 'knex/lib/dialects/postgres/index.js' {
  export default class PostgresDialect {
    constructor(config: unknown);
    validateConnection(connection: unknown): boolean | Promise<boolean>;
    acquireConnection(): Promise<unknown>;
    query(connection: unknown, statement: unknown): Promise<unknown>;
  }
}
