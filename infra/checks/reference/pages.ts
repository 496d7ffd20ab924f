import { databasePage } from './database-page.ts';
import { errorCodesPage } from './error-codes-page.ts';
import { withMigratedDatabase } from './migrated-database.ts';
import { openapiPages } from './openapi-pages.ts';
import { findServices } from './services.ts';
import { settingsPage } from './settings-page.ts';

/** Every page of docs/reference by its name, made of the code as it stands. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const services = await findServices();
  const pages = new Map<string, string>([
    ['settings.md', await settingsPage(services)],
    ['error-codes.md', errorCodesPage()],
  ]);
  await withMigratedDatabase(async (database) => {
    pages.set('database.md', await databasePage(database));
    for (const [name, text] of await openapiPages(services, database)) pages.set(name, text);
  });
  pages.set('README.md', index([...pages.keys()].sort()));
  return pages;
}

function index(names: readonly string[]): string {
  const lines = names.map((name) => `- [${name.replace(/\.(md|json)$/, '')}](${name})`);
  return `# Reference\n\nMade of the code by \`node infra/checks/generate.ts\`; \`pnpm check\` fails where a page is out of date.\n\n${lines.join('\n')}\n`;
}
