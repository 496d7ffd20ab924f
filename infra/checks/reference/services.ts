import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../../..');

/** What we use of a zod schema; this folder is no package and imports none. */
export interface SettingSchema {
  safeParse(value: unknown): { success: boolean };
  toJSONSchema(options: { io: 'input'; unrepresentable: 'any' }): Record<string, unknown>;
}

export interface Service {
  readonly name: string;
  readonly folder: string;
  /** Settings by environment variable, from the one export of config.ts that holds CAMPUS_PORT. */
  readonly settings: Readonly<Record<string, SettingSchema>>;
  /** Docstrings of settings, as config.ts has them. */
  readonly notes: ReadonlyMap<string, string>;
  readonly servesOpenapi: boolean;
}

/** Every service that has a config.ts; one whose settings cannot be found is an error, not an omission. */
export async function findServices(): Promise<Service[]> {
  const names = (await readdir(path.join(root, 'services'))).sort();
  const common = notesIn(await readFile(path.join(root, 'packages/runtime/src/settings.ts'), 'utf8'));
  const silent: string[] = [];
  const services = await Promise.all(
    names.map(async (name): Promise<Service | undefined> => {
      const folder = path.join(root, 'services', name);
      const file = path.join(folder, 'src/config.ts');
      const exported = Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>);
      const settings = exported.find(
        (one): one is Record<string, SettingSchema> => typeof one === 'object' && one !== null && 'CAMPUS_PORT' in one,
      );
      if (!settings) {
        silent.push(`services/${name}/src/config.ts does not export the shape of its settings (settingsShape)`);
        return undefined;
      }
      const app = path.join(folder, 'src/app.ts');
      return {
        name,
        folder,
        settings,
        notes: new Map([...common, ...notesIn(await readFile(file, 'utf8'))]),
        servesOpenapi: existsSync(app) && /\bopenapi\(/.test(await readFile(app, 'utf8')),
      };
    }),
  );
  if (silent.length > 0) throw new Error(silent.sort().join('\n'));
  return services.filter((service) => service !== undefined);
}

/** `/** … *​/` right above `NAME:`, as one line of text. */
function notesIn(source: string): Map<string, string> {
  const notes = new Map<string, string>();
  for (const [, note = '', name = ''] of source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*([A-Z][A-Z0-9_]+):/g)) {
    notes.set(name, note.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim());
  }
  return notes;
}
