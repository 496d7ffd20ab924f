/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/', '/test/faults/'],
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  testSequencer: '<rootDir>/test/heavy-first.js',
  testTimeout: 30_000,
  maxWorkers: 2,
};
