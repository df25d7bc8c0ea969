import { defineConfig } from 'vitest/config';

/** One project per test folder, so that `vitest run --project unit` runs exactly test/unit. */
const folders = ['unit', 'property', 'conformance', 'golden', 'architecture'];

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    projects: [
      ...folders.map((name) => ({ test: { name, include: [`test/${name}/**/*.test.ts`], ...timeouts } })),
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          ...timeouts,
        },
      },
    ],
  },
});
