export { type DatabaseService, databaseServices, loginRole, migrationSets, stewardRole } from './owners.ts';
export { prepareDatabase } from './prepare-database.ts';
export { serviceUrl } from './service-url.ts';
