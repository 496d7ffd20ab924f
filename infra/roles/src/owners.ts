import path from 'node:path';
import type { MigrationSet } from '@onecampus/database';

const root = path.resolve(import.meta.dirname, '../../..');

/** Services that have a role of their own in the database. */
export const databaseServices = ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const;
export type DatabaseService = (typeof databaseServices)[number];

/** `card-issuer` → `campus_card_issuer`: the role a service logs in with. */
export function loginRole(service: DatabaseService): string {
  return `campus_${service.replaceAll('-', '_')}`;
}

/** Every schema with its owner, in the order of migration: the directory first, for the others refer to it. */
export const migrationSets: readonly MigrationSet[] = [
  {
    schema: 'directory',
    ownerRole: 'campus_directory_owner',
    folder: path.join(root, 'packages/directory/migrations'),
  },
  ...databaseServices.map((service) => ({
    schema: service.replaceAll('-', '_'),
    ownerRole: `${loginRole(service)}_owner`,
    folder: path.join(root, 'services', service, 'migrations'),
  })),
];

/** Taken by the registrar for a transaction that belongs to no single university (directory migration 0030). */
export const stewardRole = 'campus_steward';

/** Extensions, created by the administrator because an owner may not: exclusion constraints and search in names. */
export const extensions = ['btree_gist', 'pg_trgm'] as const;
