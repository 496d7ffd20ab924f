import type { CampaignResult } from './campaign.ts';

/** Everything that must not have happened; empty after a good campaign. */
export function faultsFound({ comparison, gateDiffers, rolling, ledger }: CampaignResult): string[] {
  const idle = [...ledger.operations].filter(([, { done }]) => done === 0).map(([name]) => `not once done: ${name}`);
  return [
    ...comparison.lost.map((text) => `lost: ${text}`),
    ...comparison.impossible.map((text) => `impossible: ${text}`),
    ...gateDiffers,
    ...rolling.failures.map((text) => `failed during a gentle restart: ${text}`),
    ...rolling.badEnds,
    ...idle,
  ];
}

/** One table for the whole campaign. */
export function tableOf(result: CampaignResult, seed: number): string {
  const { faults, ledger, comparison, rolling } = result;
  const found = faultsFound(result);
  const rows = [
    ['Fault', 'Times', 'Slowest recovery', 'Done meanwhile', 'Failed meanwhile'],
    ...[...faults].map(([name, { count, slowest_ms, done, failed }]) => [
      name,
      String(count),
      `${(slowest_ms / 1_000).toFixed(1)} s`,
      String(done),
      String(failed),
    ]),
    [
      'SIGTERM, one after the other',
      String(rolling.restarts),
      '',
      String(rolling.requests),
      String(rolling.failures.length),
    ],
  ];
  const operations = [
    ['Operation', 'Done', 'Failed', 'Slowest'],
    ...[...ledger.operations].map(([name, { done, failed, slowest_ms }]) => [
      name,
      String(done),
      String(failed),
      `${(slowest_ms / 1_000).toFixed(1)} s`,
    ]),
  ];
  const acknowledged =
    ledger.signedIn.size +
    ledger.signedOut.size +
    [...ledger.cards.values()].reduce((sum, one) => sum + one.versions.size, 0);
  return [
    ...aligned(rows),
    '',
    ...aligned(operations),
    '',
    `${acknowledged} acknowledged sign-ins, sign-outs and card changes: ${comparison.lost.length} lost, ${comparison.impossible.length} impossible.`,
    `${ledger.decisions.size} decisions: ${comparison.passagesNotStored} passages not stored (given in the moment before the checker was killed).`,
    `Seed ${seed}.`,
    ...(found.length > 0 ? ['', ...found.slice(0, 40)] : []),
  ].join('\n');
}

/** Rows as columns of text. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join('  ')
      .trimEnd(),
  );
}
