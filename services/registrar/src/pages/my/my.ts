import type { App, Context } from '../../context.ts';
import { aboutPage, copyPage } from './about.ts';
import { disputesPage, newDisputePage, sendDisputePage } from './disputes.ts';
import { erasePages } from './erase.ts';
import { linkPages } from './link.ts';
import { receivedPage } from './received.ts';
import { recordsPage, unlinkPage, unlinkQuestionPage } from './records.ts';

/** What everybody sees about himself. */
export function myPages(app: App, context: Context): void {
  aboutPage(app, context);
  copyPage(app, context);
  receivedPage(app, context);
  disputesPage(app, context);
  newDisputePage(app, context);
  sendDisputePage(app, context);
  recordsPage(app, context);
  unlinkQuestionPage(app, context);
  unlinkPage(app, context);
  linkPages(app, context);
  erasePages(app, context);
}
