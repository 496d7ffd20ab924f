import type { Knex } from 'knex';

/** A handle on which a store runs its one statement: the pool itself, or the transaction a use case opened. */
export type Db = Knex;

/** A handle that is surely inside a transaction: for statements that must commit together with others. */
export type Tx = Knex.Transaction;
