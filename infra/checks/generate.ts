import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesOf, referenceFolder } from './reference/freshness.ts';
import { referencePages } from './reference/pages.ts';

/** `node infra/checks/generate.ts`: writes docs/reference anew and removes what is no longer made. */
const pages = await referencePages();
for (const name of await filesOf(referenceFolder)) {
  if (!pages.has(name)) await rm(path.join(referenceFolder, name));
}
for (const [name, text] of pages) {
  const file = path.join(referenceFolder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(path.relative(process.cwd(), file));
}
