// The import rules of src, made from two tables: what a folder may see, and which folder owns which npm package.
// test/architecture proves for every rule below that it fires; `npm run boundaries` runs them on src.

/** The core, lowest first: each of these may import all that stand before it. */
const core = [
  'base',
  'diagnostics',
  'model',
  'rules',
  'engine',
  'licensing',
  'directory',
  'simulation',
  'plan',
  'checks',
];

/** Folder -> the folders it may import. Lowest first: nothing imports a folder that stands below it in this list. */
const layers = {
  ...Object.fromEntries(core.map((folder, index) => [folder, core.slice(0, index)])),
  synth: ['base', 'diagnostics', 'model', 'rules'],
  harness: [...core, 'synth'],
  store: ['base', 'diagnostics', 'model'],
  formats: ['base', 'diagnostics', 'model', 'rules', 'licensing', 'plan', 'harness'],
  report: [...core, 'harness'],
  app: 'everything above',
  vitest: 'everything above',
  cli: [...core, 'synth', 'harness', 'store', 'formats', 'report', 'app'],
};

const folders = Object.keys(layers);
const pureFolders = folders.filter((folder) => !['store', 'formats', 'app', 'vitest', 'cli'].includes(folder));

/** npm package -> the folders that may import it. A package that is not listed may not be imported at all. */
const owners = {
  'better-sqlite3': ['store'],
  'drizzle-orm': ['store'],
  commander: ['cli'],
  picocolors: ['cli', 'report'],
  yaml: ['formats'],
  zod: ['formats'],
  'csv-parse': ['formats'],
  '@streamparser/json': ['formats'],
  re2js: ['rules'],
  'json-logic-js': ['rules'],
  'fast-check': ['harness'],
  vitest: ['vitest'],
  'pure-rand': ['base'],
  '@faker-js/faker': ['synth'],
};

// A folder has one entry; two have a second one for what is slow to load and rarely needed.
const entries = '^src/([^/]+/index|harness/generating|app/testing)\\.ts$';

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const anyOf = (names) => `(${names.map(escape).join('|')})`;
const inFolders = (names) => `^src/${anyOf(names)}/`;
const npmPackages = (names) => `(^|/)node_modules/${anyOf(names)}/`;

function mayImport(folder) {
  const allowed = layers[folder];
  return Array.isArray(allowed) ? allowed : folders.slice(0, folders.indexOf(folder));
}

const layerRules = folders.map((folder) => ({
  name: `layer-${folder}`,
  comment: `src/${folder} may import, besides itself, only: ${mayImport(folder).join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: inFolders([folder]) },
  to: { path: '^src/', pathNot: inFolders([folder, ...mayImport(folder)]) },
}));

const ownerRules = Object.entries(owners).map(([name, homes]) => ({
  name: `owner-${name.replace('@', '').replace('/', '-')}`,
  comment: `Only src/${homes.join(', src/')} may import ${name}, so that replacing it touches one place.`,
  severity: 'error',
  from: { path: '^src/', pathNot: inFolders(homes) },
  to: { path: npmPackages([name]) },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...ownerRules,
    {
      name: 'known-folder',
      comment:
        'Every source file is src/index.ts or lives in a folder of the layer table; a new folder gets a row there.',
      severity: 'error',
      from: { path: '^src/', pathNot: [inFolders(folders), '^src/index\\.ts$'] },
      to: {},
    },
    {
      name: 'library-without-cli',
      comment: 'The library entry must not load the command line.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'folder-entry-only',
      comment: 'Another folder is imported through its index.ts only; its other files may change without notice.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', entries] },
    },
    {
      name: 'library-folder-entry-only',
      comment: 'The library entry imports folders through their index.ts only.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: entries },
    },
    {
      name: 'no-cycles',
      comment: 'Files that import each other in a circle cannot be read, tested or moved one at a time.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'pure-core',
      comment:
        'The core computes: no files, network, clock or process. Reading and writing is done in the edge folders.',
      severity: 'error',
      from: { path: inFolders(pureFolders) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'owned-packages-only',
      comment: 'An npm package is imported only after it has an owner in the table above.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '(^|/)node_modules/', pathNot: npmPackages(Object.keys(owners)) },
    },
    {
      name: 'src-alone',
      comment: 'The product does not import tests, benchmarks or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // `import type` counts: a type is knowledge too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
