import { createApp, openapi } from '@onecampus/http';
import type { App, Context } from './context.ts';
import { auditExportPage } from './pages/audit-export.ts';
import { consolePages } from './pages/console.ts';
import { universityDisputePages } from './pages/disputes/disputes.ts';
import { addSourcePage, homePage } from './pages/home.ts';
import { applyImportPage, importPage, refusedRowsPage } from './pages/import.ts';
import { changesPage, rollBackImportPage, rollbackPage } from './pages/import-rollback.ts';
import { myPages } from './pages/my/my.ts';
import { checkRollPage, uploadPage } from './pages/upload.ts';
import { endAgreementRoute, listAgreementsRoute, makeAgreementRoute } from './routes/agreements.ts';
import { auditChainsRoute, auditCheckpointsRoute, auditLinksRoute } from './routes/audit-chains.ts';
import { auditExportRoute } from './routes/audit-export.ts';
import { addAuditWitnessRoute, registerWitnessKeyRoute } from './routes/audit-witnesses.ts';
import { disputeRoutes } from './routes/disputes.ts';
import {
  grantEntitlementRoute,
  listEntitlementsRoute,
  saveEntitlementRoute,
  withdrawEntitlementRoute,
} from './routes/entitlements.ts';
import { erasureRoutes } from './routes/erasures.ts';
import { eventStreamRoutes } from './routes/event-streams.ts';
import { findPersonRoute } from './routes/find-person.ts';
import {
  changeMembersRoute,
  createGroupRoute,
  deleteGroupRoute,
  listGroupsRoute,
  renameGroupRoute,
  showGroupRoute,
} from './routes/groups.ts';
import { applyImportRoute, importRollRoute } from './routes/import-roll.ts';
import { incidentRoute } from './routes/incident.ts';
import { leavingRoutes } from './routes/leaving.ts';
import { changesRoute, listImportsRoute } from './routes/list-imports.ts';
import { matchRoutes } from './routes/matches.ts';
import { pollEventsRoute } from './routes/poll-events.ts';
import { recordHistoryRoute } from './routes/record-history.ts';
import { grantRoleRoute, revokeRoleRoute } from './routes/roles.ts';
import { rollBackImportRoute } from './routes/roll-back-import.ts';
import { saveGraceRoute } from './routes/save-grace.ts';
import { saveSourceRoute } from './routes/save-source.ts';
import { scimClientRoutes } from './routes/scim-clients.ts';
import { scimTokenRoutes } from './routes/scim-tokens.ts';
import { searchPeopleRoute } from './routes/search-people.ts';
import { refusedRowsRoute, showImportRoute } from './routes/show-import.ts';
import { showPersonRoute } from './routes/show-person.ts';
import { listUniversitiesRoute, saveUniversityRoute } from './routes/universities.ts';
import { scimRoutes } from './scim/scim-routes.ts';

/** Everything that the registrar answers. */
export function buildApp(context: Context, draining: () => boolean = () => false): App {
  return createApp(
    {
      service: { name: 'Campus Registrar', home: '/' },
      log: context.log,
      metrics: context.metrics,
      health: { ready: context.ready, draining },
      trustProxy: context.config.CAMPUS_TRUST_PROXY,
      // Signing out, and a form sent after the session has ended, lead to the identity provider.
      formTargets: [new URL(context.config.CAMPUS_ISSUER).origin],
      secure: context.secure,
    },
    (app) => {
      context.staff.addTo(app);
      consolePages(app, context);
      homePage(app, context);
      addSourcePage(app, context);
      uploadPage(app, context);
      checkRollPage(app, context);
      importPage(app, context);
      applyImportPage(app, context);
      refusedRowsPage(app, context);
      auditExportPage(app, context);
      changesPage(app, context);
      rollbackPage(app, context);
      rollBackImportPage(app, context);
      myPages(app, context);
      universityDisputePages(app, context);

      saveUniversityRoute(app, context);
      listUniversitiesRoute(app, context);
      saveSourceRoute(app, context);
      saveGraceRoute(app, context);
      importRollRoute(app, context);
      showImportRoute(app, context);
      applyImportRoute(app, context);
      refusedRowsRoute(app, context);
      changesRoute(app, context);
      listImportsRoute(app, context);
      rollBackImportRoute(app, context);
      findPersonRoute(app, context);
      searchPeopleRoute(app, context);
      showPersonRoute(app, context);
      listGroupsRoute(app, context);
      createGroupRoute(app, context);
      showGroupRoute(app, context);
      renameGroupRoute(app, context);
      deleteGroupRoute(app, context);
      changeMembersRoute(app, context);
      listEntitlementsRoute(app, context);
      saveEntitlementRoute(app, context);
      grantEntitlementRoute(app, context);
      withdrawEntitlementRoute(app, context);
      listAgreementsRoute(app, context);
      makeAgreementRoute(app, context);
      endAgreementRoute(app, context);
      recordHistoryRoute(app, context);
      erasureRoutes(app, context);
      leavingRoutes(app, context);
      incidentRoute(app, context);
      matchRoutes(app, context);
      disputeRoutes(app, context);
      grantRoleRoute(app, context);
      revokeRoleRoute(app, context);

      eventStreamRoutes(app, context);
      pollEventsRoute(app, context);

      auditExportRoute(app, context);
      auditChainsRoute(app, context);
      auditCheckpointsRoute(app, context);
      auditLinksRoute(app, context);
      addAuditWitnessRoute(app, context);
      registerWitnessKeyRoute(app, context);

      scimTokenRoutes(app, context);
      scimClientRoutes(app, context);
      scimRoutes(app, context);

      openapi(app, { title: 'Registrar', version: '1' });
    },
  );
}
