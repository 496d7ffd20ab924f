/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/', '/test/faults/', '/test/bench/'],
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  // Postgres, Redis and the template database are started once for the whole run and stopped at its end.
  globalSetup: '<rootDir>/test/setup/start-servers.ts',
  globalTeardown: '<rootDir>/test/setup/stop-servers.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
};
