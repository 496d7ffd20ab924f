import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { columns } from '../output.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** `campus doctor`: asks each part whether it lives, can work, and accepts the operator. */
export function doctorCommand(context: CommandContext): Command {
  return new Command('doctor').description('Check every part of the running system').action(async () => {
    const client = await context.client();
    const findings: Finding[] = [];
    for (const [name, url] of Object.entries(client.configuration.services)) {
      findings.push(await look(`${name} is ready`, `${url}/readyz`));
    }
    findings.push(await look('discovery document', `${client.configuration.issuer}/.well-known/openid-configuration`));
    findings.push(await look('signing keys', `${client.configuration.issuer}/jwks`));
    findings.push(
      await attempt('operator may read the directory', async () => {
        const { universities } = await client.call<{ universities: unknown[] }>(
          'registrar',
          'GET',
          '/api/v1/universities',
        );
        return `${universities.length} universities`;
      }),
    );
    context.output().answer(findings, () =>
      columns(
        ['', 'check', 'result'],
        findings.map((one) => [one.ok ? 'ok' : 'FAULT', one.what, one.detail]),
      ),
    );
    if (findings.some((one) => !one.ok))
      throw new CommandFailure('unavailable', `${findings.filter((one) => !one.ok).length} check(s) failed.`);
  });
}

function look(what: string, url: string): Promise<Finding> {
  return attempt(what, async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return url;
  });
}

async function attempt(what: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await work() };
  } catch (error) {
    return { what, ok: false, detail: (error as Error).message };
  }
}
