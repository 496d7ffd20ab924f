import type { App, Context } from '../../context.ts';
import { downloadMyData } from '../../use-cases/download-my-data.ts';
import { showMyData } from '../../use-cases/show-my-data.ts';
import { aboutView } from './about-view.ts';
import { myPage } from './my-page.ts';

/** Who says what about the visitor, and until when. */
export function aboutPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my',
    section: 'about',
    handle: async ({ me }) => aboutView(me, await showMyData(context, me)),
  });
}

/** The same for a machine, to take home. */
export function copyPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/copy.json',
    section: 'about',
    handle: async ({ me, response }) => {
      const copy = await downloadMyData(context, me);
      const day = me.now.toISOString().slice(0, 10);
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('Content-Disposition', `attachment; filename="my-data-${day}.json"`);
      response.end(`${JSON.stringify(copy, null, 2)}\n`);
      return { answered: true };
    },
  });
}
