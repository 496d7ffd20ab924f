import type { App, Context } from '../context.ts';
import { auditDownloadPage, auditPage } from './audit/audit.ts';
import { unbindPage, unbindQuestionPage } from './connections/clients.ts';
import { connectPage, connectWayPage } from './connections/connect.ts';
import { connectionsPage } from './connections/connections.ts';
import { pauseStreamPage, replayPage, streamPage } from './connections/stream.ts';
import { issueTokenPage, newTokenPage, revokeTokenPage, revokeTokenQuestionPage } from './connections/tokens.ts';
import { askErasurePage, askErasureQuestionPage } from './erasures/ask-erasure.ts';
import { decideErasurePages, erasurePage } from './erasures/decide-erasure.ts';
import { destructionActPage, erasuresPage } from './erasures/erasures.ts';
import { matchPage, sayOfMatchPage } from './matches/match.ts';
import { matchesPage } from './matches/matches.ts';
import { splitPage, splitQuestionPage } from './matches/split.ts';
import { overviewPage } from './overview/overview.ts';
import { startPage } from './overview/start.ts';
import { peoplePage } from './people/people.ts';
import { personPage } from './people/person.ts';
import { announcePage, announceQuestionPage, decideDeparturePages, departurePage } from './settings/leaving.ts';
import { saveGracePage, saveRegistrationPage, settingsPage } from './settings/settings.ts';
import { agreeRolePage, refuseRolePage, roleRequestPage } from './staff/decide-role.ts';
import { candidatesPage, chooseRolePage, confirmRolePage, giveRolePage } from './staff/give-role.ts';
import { revokeQuestionPage, revokeRolePage } from './staff/revoke-role.ts';
import { staffPage } from './staff/staff.ts';

/** The console of each university: for its own registrars and administrators. */
export function consolePages(app: App, context: Context): void {
  startPage(app, context);
  overviewPage(app, context);

  peoplePage(app, context);
  personPage(app, context);
  splitQuestionPage(app, context);
  splitPage(app, context);
  askErasureQuestionPage(app, context);
  askErasurePage(app, context);
  erasuresPage(app, context);
  erasurePage(app, context);
  decideErasurePages(app, context);
  destructionActPage(app, context);

  matchesPage(app, context);
  matchPage(app, context);
  sayOfMatchPage(app, context);

  staffPage(app, context);
  candidatesPage(app, context);
  chooseRolePage(app, context);
  confirmRolePage(app, context);
  giveRolePage(app, context);
  roleRequestPage(app, context);
  agreeRolePage(app, context);
  refuseRolePage(app, context);
  revokeQuestionPage(app, context);
  revokeRolePage(app, context);

  connectionsPage(app, context);
  connectPage(app, context);
  connectWayPage(app, context);
  newTokenPage(app, context);
  issueTokenPage(app, context);
  revokeTokenQuestionPage(app, context);
  revokeTokenPage(app, context);
  unbindQuestionPage(app, context);
  unbindPage(app, context);
  streamPage(app, context);
  pauseStreamPage(app, context);
  replayPage(app, context);

  auditPage(app, context);
  auditDownloadPage(app, context);

  settingsPage(app, context);
  saveGracePage(app, context);
  saveRegistrationPage(app, context);
  announceQuestionPage(app, context);
  announcePage(app, context);
  departurePage(app, context);
  decideDeparturePages(app, context);
}
