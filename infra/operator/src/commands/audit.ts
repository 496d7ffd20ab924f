import { isPublicKey, type TrustedKey } from '@onecampus/audit-chain';
import { Command } from 'commander';
import { type Followed, followChain, pathOf } from '../audit/follow-chain.ts';
import { readKeptFile, saveKeptFile } from '../audit/kept-file.ts';
import { makeKeyFile, readKeyFile } from '../audit/key-file.ts';
import { linesOfVerdict, verifyFile } from '../audit/verify-file.ts';
import { witnessChain } from '../audit/witness-chain.ts';
import { saveWhole } from '../client/save-whole.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns } from '../output.ts';

export function auditCommands(context: CommandContext): Command {
  const audit = new Command('audit').description(
    'The audit chains: take one home, check it, vouch for those of others',
  );
  audit
    .command('export')
    .description('Fetch a university’s whole audit chain into a file')
    .requiredOption('--university <university>', 'slug or domain, or "consortium" for the entries of no university')
    .option('--file <file>', 'audit-<university>.ndjson unless given')
    .action(async ({ university, file = `audit-${university}.ndjson` }: { university: string; file?: string }) => {
      const output = context.output();
      const bytes = await (await context.client()).download('registrar', `${pathOf(university)}/export`);
      const size = await saveWhole(file, bytes, output.progress('bytes'));
      output.answer({ file, bytes: size }, () => [`${file} (${size} bytes). Check it: campus audit verify ${file}`]);
    });
  audit
    .command('verify <file>')
    .description('Check an export with no database and no network; names what was done to it (exit code 3)')
    .option('--checkpoints <kept>', 'file of keys and checkpoints that you kept (see "checkpoints --keep")')
    .action(async (file: string, options: { checkpoints?: string }) => {
      const output = context.output();
      const kept = options.checkpoints ? await mustHave(options.checkpoints) : { keys: [], checkpoints: [] };
      const progress = output.progress('entries');
      const verdict = await verifyFile(file, kept, (read, entries) => progress.at(read, entries)).finally(progress.end);
      const lines = linesOfVerdict(verdict);
      if (!verdict.ok) throw new CommandFailure('refused', lines.join('\n'), { ...verdict });
      output.answer(verdict, () => lines);
    });
  audit
    .command('checkpoints')
    .description('Show a chain’s newest checkpoints and who counter-signed them')
    .requiredOption('--university <university>', 'slug or domain, or "consortium"')
    .option('--keep <kept>', 'make sure that the newest continues what this file keeps, and keep it too')
    .action(async (options: { university: string; keep?: string }) => {
      const kept = options.keep ? await readKeptFile(options.keep) : { keys: [], checkpoints: [] };
      const followed = await followChain(await context.client(), options.university, kept);
      if (options.keep) await saveKeptFile(options.keep, followed.kept);
      if (options.keep && followed.keyTaken) context.output().note(takenOnTrust(followed));
      const { kept: _, ...answer } = followed;
      context.output().answer(answer, () => linesOfChain(followed));
    });
  audit
    .command('witness')
    .description('Counter-sign the newest checkpoints of other universities, if they continue what was signed before')
    .requiredOption('--as <university>', 'slug of the university that witnesses')
    .requiredOption('--key <file>', 'its witness key (see "witness-key")')
    .requiredOption('--keep <kept>', 'file of keys and checkpoints seen so far')
    .option('--university <university>', 'only this chain (repeatable)', (one, all: string[]) => [...all, one], [])
    .action(async (options: { as: string; key: string; keep: string; university: string[] }) => {
      const client = await context.client();
      const key = await readKeyFile(options.key);
      const names = options.university.length > 0 ? options.university : await othersThan(options.as, client);
      const rows: { university: string; n: number; added: boolean }[] = [];
      for (const university of names) {
        const kept = await readKeptFile(options.keep);
        const done = await witnessChain(client, { university, kept, as: options.as, key, now: new Date() });
        await saveKeptFile(options.keep, done.kept);
        if (done.keyTaken) context.output().note(takenOnTrust(done));
        rows.push({ university: done.answer.university ?? university, n: done.newest?.n ?? 0, added: done.added });
      }
      context.output().answer({ witnessed: rows }, () =>
        columns(
          ['chain', 'entries', ''],
          rows.map(({ university, n, added }) => [university, n, added ? 'counter-signed' : 'nothing new']),
        ),
      );
    });
  audit
    .command('witness-key <file>')
    .description('Make a witness key in a file, or read the one there; register its public half')
    .option('--university <university>', 'slug of the university whose key it is; nothing is registered unless given')
    .action(async (file: string, { university }: { university?: string }) => {
      const { keyId, x } = await makeKeyFile(file);
      if (university) {
        await (await context.client()).call('registrar', 'POST', `${pathOf(university)}/witness-keys`, { x });
      }
      context.output().answer({ file, key_id: keyId, x }, () => [`${file} holds the secret. Public key: ${x}`]);
    });
  audit
    .command('trust <public-key>')
    .description(
      'Keep a key that you were told by its owner: the operator’s new one, or another university’s witness key',
    )
    .requiredOption('--keep <kept>', 'file of keys and checkpoints')
    .option('--witness <university>', 'slug of the university whose witness key it is; the operator’s unless given')
    .action(async (x: string, options: { keep: string; witness?: string }) => {
      if (!isPublicKey(x)) throw new CommandFailure('usage', 'An Ed25519 public key is 43 characters of base64url.');
      const kept = await readKeptFile(options.keep);
      const key = options.witness
        ? { role: 'witness', name: options.witness, x }
        : { role: 'operator', name: 'operator', x };
      const keys = [...kept.keys.filter((one) => one.x !== x), key as TrustedKey];
      await saveKeptFile(options.keep, { ...kept, keys });
      context.output().answer({ keys }, () => keys.map((one) => `${one.role}  ${one.name}  ${one.x}`));
    });
  return audit;
}

async function mustHave(file: string) {
  const kept = await readKeptFile(file);
  if (kept.keys.length === 0) throw new CommandFailure('usage', `${file} keeps nothing.`);
  return kept;
}

/** Every chain but one's own: a university does not witness itself. */
async function othersThan(own: string, client: Awaited<ReturnType<CommandContext['client']>>): Promise<string[]> {
  type Answer = { readonly chains: readonly { readonly chain: string; readonly university: string | null }[] };
  const { chains } = await client.call<Answer>('registrar', 'GET', '/api/v1/audit/chains');
  return chains.filter(({ university }) => university !== own).map(({ chain }) => chain);
}

function takenOnTrust({ answer }: Followed): string {
  const keys = answer.operator_keys.map(({ x }) => x).join(', ');
  return `The operator’s key was taken on its own word: ${keys}. Compare it with what the operator told you otherwise.`;
}

function linesOfChain({ answer, newest }: Followed): string[] {
  const seenBy = (n: number) => answer.witnesses.filter((one) => one.n === n).map((one) => one.witness);
  const shown = answer.checkpoints.slice(-10);
  return [
    `${answer.university ?? answer.chain}: ${answer.head.n} entries chained, newest checkpoint at ${newest?.n ?? 0}`,
    ...(answer.unchained_since ? [`entries since ${answer.unchained_since} are not chained yet`] : []),
    ...columns(
      ['entries', 'signed at', 'hash', 'counter-signed by'],
      shown.map((one) => [one.n, one.at, one.hash.slice(0, 16), seenBy(one.n).join(' ')]),
    ),
  ];
}
