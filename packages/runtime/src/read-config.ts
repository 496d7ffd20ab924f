import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigFault } from './config-fault.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that every process of the machine has and that are none of ours. */
const prefix = 'CAMPUS_';

/**
 * Turns environment variables into a typed configuration and lists **every** fault at once.
 *
 * - `fields` maps a setting's variable name (`CAMPUS_…` or one of the conventional names such as `DATABASE_URL`) to its schema.
 * - A secret may come by file: `X_FILE=/path` stands for `X`, so that it need not be in the environment.
 * - A variable that is empty or blank is not there: `Number(' ')` would be port 0.
 * - `alsoFaulty` names faults that no single field shows, such as what is unsafe in production.
 * - A `CAMPUS_…` variable that no field knows is a fault: a misspelt setting must not be silently ignored.
 */
export function readConfig<Fields extends z.ZodRawShape>(
  fields: Fields,
  environment: Environment,
  alsoFaulty: (environment: Environment) => readonly string[] = () => [],
): z.infer<z.ZodObject<Fields>> {
  const faults: string[] = [...alsoFaulty(environment)];
  const values: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    const value = settingOf(name, environment, faults);
    if (value !== undefined) values[name] = value;
  }
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(prefix)) continue;
    const bare = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : name;
    if (!(name in fields) && !(bare in fields)) faults.push(`${name}: no such setting`);
  }
  const parsed = z.object(fields).safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigFault(faults);
  return parsed.data;
}

function settingOf(name: string, environment: Environment, faults: string[]): string | undefined {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  if (direct !== undefined && direct.trim() !== '') {
    if (file) faults.push(`${name}: given both directly and by ${name}_FILE`);
    return direct;
  }
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    faults.push(`${name}_FILE: cannot read ${file}`);
    return undefined;
  }
}
