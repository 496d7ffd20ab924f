import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Outcome, referencePagesAreFresh } from './reference/freshness.ts';

/** `pnpm check`: everything that can be said of the tree without running the tests. Fails if one step does. */
const root = path.resolve(import.meta.dirname, '../..');
const steps: readonly { name: string; run: () => Promise<Outcome> }[] = [
  { name: 'types', run: () => command('tsc', '--noEmit', '-p', 'infra/checks/tsconfig.json') },
  {
    name: 'types of browser scripts',
    run: () => command('tsc', '--noEmit', '-p', 'infra/checks/tsconfig.browser.json'),
  },
  { name: 'lint and format', run: () => command('biome', 'check', '--config-path=infra/checks', '.') },
  { name: 'reference pages fresh', run: referencePagesAreFresh },
];

let failed = 0;
for (const { name, run } of steps) {
  const startedAt = Date.now();
  const { ok, said } = await run().catch((error: unknown) => ({ ok: false, said: String((error as Error).stack) }));
  if (!ok) failed += 1;
  if (!ok && said.trim()) console.log(said.trimEnd());
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s  ${name}`);
}
if (failed > 0) console.log(`\n${failed} of ${steps.length} checks failed.`);
process.exit(failed > 0 ? 1 : 0);

function command(program: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'node_modules/.bin', program), args, { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, said }));
  });
}
