import type { Feature } from '../feature.ts';
import { addClientPages } from '../pages/console/clients/add.ts';
import { addOtherPages } from '../pages/console/clients/add-other.ts';
import { clientPage } from '../pages/console/clients/client.ts';
import { clientsPage } from '../pages/console/clients/clients.ts';
import { editClientPages } from '../pages/console/clients/edit.ts';
import { clientHistoryPage } from '../pages/console/clients/history.ts';
import { clientSecretPages } from '../pages/console/clients/secret.ts';
import { clientStatePages } from '../pages/console/clients/state.ts';
import { registrationLeavePages } from '../pages/console/leaves/leaves.ts';
import { addPresetClientRoute } from '../routes/clients/add-preset-client.ts';
import { changeClientRoutes } from '../routes/clients/change-client.ts';
import { clientSecretRoutes } from '../routes/clients/client-secret.ts';
import { showClientRoutes } from '../routes/clients/show-client.ts';
import { createClientRoute } from '../routes/create-client.ts';
import { listClientsRoute } from '../routes/list-clients.ts';

/** The applications that people sign in to. */
export const clientsFeature: Feature = {
  name: 'clients',
  addTo: (app, context) => {
    createClientRoute(app, context);
    listClientsRoute(app, context);
    addPresetClientRoute(app, context);
    showClientRoutes(app, context);
    changeClientRoutes(app, context);
    clientSecretRoutes(app, context);
    clientsPage(app, context);
    registrationLeavePages(app, context);
    addOtherPages(app, context);
    addClientPages(app, context);
    clientPage(app, context);
    editClientPages(app, context);
    clientSecretPages(app, context);
    clientStatePages(app, context);
    clientHistoryPage(app, context);
  },
};
