import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { englishFindings } from '../../services/identity-provider/src/pages/console/clients/findings-english.ts';

it('docs/how-to/find-why-a-sign-in-fails.md names everything that the doctor can find, in its words', async () => {
  const page = path.resolve(import.meta.dirname, '../../docs/how-to/find-why-a-sign-in-fails.md');
  const rows = [...(await readFile(page, 'utf8')).matchAll(/^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$/gm)];
  expect(rows.map(([, code, what, mend]) => [code, [what, mend]])).toEqual(Object.entries(englishFindings));
});
