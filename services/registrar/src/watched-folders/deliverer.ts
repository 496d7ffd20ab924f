import type { Registry } from '../registry.ts';

/** What brings files in. */
export interface Deliverer extends Registry {
  readonly rollBytesMax: number;
  /** The registrar's own address, for the links of reports. */
  readonly publicUrl: string;
  readonly log: { error(fields: object, text: string): void };
}

/** Whoever takes a file is given up after this time without a sign of life. */
export const lease_seconds = 120;
