import { repeat } from '@onecampus/runtime';
import type { Feature } from '../feature.ts';
import { consortiumDecisionsPages } from '../pages/consortium/decisions.ts';
import { consortiumKeysPages } from '../pages/consortium/keys.ts';
import { consortiumOfficersPages } from '../pages/consortium/officers.ts';
import { keyEncryptionRoutes } from '../routes/key-encryption.ts';
import { keyRoutes } from '../routes/keys.ts';
import { officerRoutes } from '../routes/officers.ts';
import { forgetKeyHolders } from '../use-cases/forget-key-holders.ts';
import { takeUpKeyEncryption } from '../use-cases/take-up-key-encryption.ts';
import { tendKeys } from '../use-cases/tend-keys.ts';

const tend_keys_every_ms = 30_000;
const hold_encryption_key_every_ms = 10_000;
const forget_holders_every_ms = 6 * 3_600_000;

/** The keys that sign every token. */
export const keysFeature: Feature = {
  name: 'keys',
  addTo: (app, context) => {
    keyRoutes(app, context);
    keyEncryptionRoutes(app, context);
    officerRoutes(app, context);
    consortiumKeysPages(app, context);
    consortiumDecisionsPages(app, context);
    consortiumOfficersPages(app, context);
  },
  jobs: ({ keys, encryption, engine, db, log }) => [
    repeat('hold-key-encryption', hold_encryption_key_every_ms, log, () => takeUpKeyEncryption(encryption)),
    repeat('tend-keys', tend_keys_every_ms, log, async () => {
      await tendKeys(keys);
      // Also where another instance did it and its notice was lost.
      await engine.reload();
    }),
    repeat('forget-key-holders', forget_holders_every_ms, log, () => forgetKeyHolders(db)),
  ],
};
