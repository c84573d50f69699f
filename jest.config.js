/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/memory-folder.ts',
  globalTeardown: '<rootDir>/test/support/memory-folder-gone.ts',
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  // Tests that start programs wait for a machine that does much else; one that hangs is told after five minutes.
  testTimeout: 300_000,
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  collectCoverageFrom: ['lib/**/*.ts', 'charts/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly'],
};
