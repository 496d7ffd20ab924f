import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { deleteErasedAccounts } from './use-cases/delete-erased-accounts.ts';
import { purge } from './use-cases/purge.ts';
import { tendKeys } from './use-cases/tend-keys.ts';

const tend_keys_every_ms = 30_000;
const purge_every_ms = 10 * 60_000;
const delete_erased_every_ms = 30_000;

/** What happens here without anybody asking: name, how often, which use case. Safe on any number of instances. */
export function startJobs(context: Context): Repeating[] {
  const { log } = context;
  return [
    repeat('tend-keys', tend_keys_every_ms, log, async () => {
      await tendKeys(context.keys);
      // Also where another instance did it and its notice was lost.
      await context.engine.reload();
    }),
    repeat('purge', purge_every_ms, log, () => purge(context.db, log)),
    repeat('delete-erased-accounts', delete_erased_every_ms, log, async () => {
      const accounts = await deleteErasedAccounts(context.db);
      if (accounts > 0) log.info({ accounts }, 'deleted the accounts of erased people');
    }),
  ];
}
