export { asDomainError, constraintOf } from './as-domain-error.ts';
export { type ConnectOptions, connect } from './connect.ts';
export type { Db, Tx } from './db.ts';
export { type EmbeddedServer, type EmbeddedServerOptions, startEmbeddedServer } from './embedded-server.ts';
export { type Listening, listen } from './listen.ts';
export { type AppliedMigration, type MigrationSet, migrate } from './migrate.ts';
export { spoilsConnection, sqlStateOf } from './sqlstate.ts';
export { transaction } from './transaction.ts';
export { type Watch, type WatchOptions, watch } from './watch.ts';
