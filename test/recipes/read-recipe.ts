import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The example values that a recipe is written with. */
export const example = {
  issuer: 'https://id.example',
  clientId: '<client id>',
  address: 'https://lms.example',
  staffAddress: 'https://staff.lms.example',
} as const;

/**
 * The settings of a how-to page as its reader would fill them in: each field of its tables and each named block below
 * `## Settings`, in the order of their places.
 */
export async function readRecipe(
  page: string,
): Promise<{ place: string; settings: [field: string, value: string][] }[]> {
  const text = await readFile(path.resolve(import.meta.dirname, '../../docs/how-to', page), 'utf8');
  const settings = /\n## Settings\n(.*?)\n## /s.exec(text)?.[1];
  if (settings === undefined) throw new Error(`${page} has no settings`);
  return settings
    .split(/\n### /)
    .slice(1)
    .map((section) => ({
      place: section.slice(0, section.indexOf('\n')).trim(),
      settings: [
        ...[...section.matchAll(/^\| (.+?) \| `(.*)` \|$/gm)].map(([, field, value]): [string, string] => [
          field!,
          value!.replaceAll('\\|', '|'),
        ]),
        ...[...section.matchAll(/^\*\*([^*\n]+)\*\*\n\n```text\n(.*?)\n```$/gms)].map(
          ([, field, value]): [string, string] => [field!, value!],
        ),
      ],
    }));
}
