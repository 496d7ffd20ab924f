import { DomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { listSources } from '../use-cases/list-sources.ts';
import { saveSource } from '../use-cases/save-source.ts';
import { consolePage } from './console/console-page.ts';
import { registrarsUniversities, signedIn } from './frame.ts';
import { homeView } from './home-view.ts';

/** A university's sources and its latest imports; those that wait for somebody first. */
export function homePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/feeds',
    section: 'feeds',
    role: 'registrar',
    handle: async ({ seen: { visitor, locale, university } }) =>
      homeView({ visitor, locale, ...(await listSources(context, [university.id])) }),
  });
}

/** Adds a source by its name; its headings are recognised from the first file. */
export function addSourcePage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/sources',
    visitor: signedIn(context),
    form: z.strictObject({ university: z.uuid(), label: z.string().max(200), kind: z.enum(['sis', 'hr']) }),
    handle: async ({ visitor, locale, form }) => {
      const known = await listSources(
        context,
        registrarsUniversities(visitor).filter((id) => id === form.university),
      );
      const university = known.universities.find((one) => one.id === form.university);
      const label = form.label.trim();
      if (!university) throw new DomainError('university.unknown', 'The visitor looks after no such university.');
      if (label === '') return { ...homeView({ visitor, locale, ...known, labelMissing: true }), status: 422 };
      const source = await saveSource(context, {
        by: `person:${visitor.personId}`,
        university: university.slug,
        label,
        kind: form.kind,
      });
      return { redirect: `/sources/${source.id}` };
    },
  });
}
