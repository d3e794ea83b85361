// Who may import whom. Each rule has a sentence of reason and a case in tools/checks/boundaries.spec.mjs that turns it red.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { forbiddenFor, levels } = require('./tools/checks/module-levels.cjs');

const SERVER = '^apps/server/src/';
const MODULES = `${SERVER}modules/`;
const OWN = `${MODULES}$1/`;
const SPEC = '\\.spec\\.[cm]?[jt]sx?$';
const TEST_CODE = `${SPEC}|/testing/|^(apps|packages)/[^/]+/(test|bench)/`;

/** An npm package, however deep pnpm has put it. */
const npm = (/** @type {string} */ names) => `(^|/)node_modules/(${names})(/|$)`;

/** The files that packages offer: what their "exports" name, as source or as built. */
const packageDoors = readdirSync(join(__dirname, 'packages')).flatMap((name) => {
  const file = join(__dirname, 'packages', name, 'package.json');
  if (!existsSync(file)) return [];
  return Object.values(JSON.parse(readFileSync(file, 'utf8')).exports ?? {})
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)))
    .map((path) => `^packages/${name}/${String(path).replace(/^\.\//, '').replaceAll('.', '\\.')}$`);
});

const rule = (
  /** @type {string} */ name,
  /** @type {string} */ comment,
  /** @type {object} */ from,
  /** @type {object} */ to,
) => ({
  name,
  severity: 'error',
  comment,
  from,
  to,
});

const everywhere = [
  rule(
    'no-circle',
    'A circle has no beginning: its files cannot be read, tested or moved one at a time.',
    {},
    {
      circular: true,
      viaOnly: { dependencyTypesNot: ['type-only'] },
    },
  ),
  rule('no-unresolvable', 'What cannot be found now fails at run time.', {}, { couldNotResolve: true }),
  rule(
    'no-undeclared-package',
    'A package that works only because another room installs it breaks when that room stops.',
    { pathNot: TEST_CODE },
    {
      dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
    },
  ),
  rule(
    'no-undeclared-package-in-tests',
    'Tests may use the test runner of the root; all else is declared where it is used.',
    { path: TEST_CODE },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: npm('vitest|fast-check|typescript') },
  ),
  rule(
    'no-dev-package-in-production',
    'Development packages are not installed in production.',
    { path: '^(apps/(server|simulator)|packages/[^/]+)/src/', pathNot: TEST_CODE },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'no-test-code-in-production',
    'Factories and fakes must not reach people.',
    { path: '^(apps|packages)/', pathNot: TEST_CODE },
    {
      path: TEST_CODE,
    },
  ),
];

const rooms = [
  rule(
    'apps-apart',
    'Apps meet through contracts only; else one cannot be built or shipped without the other.',
    { path: '^apps/([^/]+)/', pathNot: '^apps/[^/]+/(test|bench)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  rule(
    'apps-apart-in-tests',
    'Tests may start the simulator, which plays the outside world; other apps are no business of theirs.',
    { path: '^apps/([^/]+)/(test|bench)/' },
    { path: '^apps/', pathNot: ['^apps/$1/', '^apps/simulator/src/index\\.ts$'] },
  ),
  rule(
    'packages-below-apps',
    'Packages are what apps stand on, never the reverse.',
    { path: '^packages/' },
    { path: '^apps/' },
  ),
  rule(
    'package-door-from-apps',
    "A package's inside may change freely as long as its entry does not.",
    { path: '^apps/' },
    {
      path: '^packages/[^/]+/',
      pathNot: packageDoors,
    },
  ),
  rule(
    'package-door-from-packages',
    "A package's inside may change freely as long as its entry does not.",
    { path: '^packages/([^/]+)/' },
    { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', ...packageDoors] },
  ),
  rule(
    'kernel-imports-nothing',
    'The kernel runs everywhere, also in a mini-program, so it stands on nothing but the table of Chinese holidays.',
    { path: '^packages/kernel/src/', pathNot: SPEC },
    { pathNot: ['^packages/kernel/src/', npm('chinese-days')] },
  ),
  rule(
    'contracts-only-kernel-and-zod',
    'Contracts go into every client: a framework here would go with them.',
    { path: '^packages/contracts/src/', pathNot: SPEC },
    { pathNot: ['^packages/(contracts|kernel)/', npm('zod')] },
  ),
  rule(
    'api-client-only-contracts',
    'The client is made from the contracts alone; how requests travel is passed in.',
    { path: '^packages/api-client/src/', pathNot: SPEC },
    { pathNot: '^packages/(api-client|contracts|kernel)/' },
  ),
  rule(
    'wechat-without-framework',
    'Clients of external APIs must run without our server: no Nest, no database, no queue, none of our contracts.',
    { path: '^packages/wechat/src/' },
    { path: ['^packages/(?!wechat/|kernel/)', npm('@nestjs/[^/]+|typeorm|mysql2|bullmq|ioredis|zod')] },
  ),
  rule(
    'fronts-know-contracts-only',
    'What a browser or a phone loads must not hold server parts or secrets of external APIs.',
    { path: '^apps/(miniapp|console)/' },
    { path: '^packages/(?!contracts/|api-client/|kernel/)' },
  ),
  rule(
    'simulator-knows-no-contracts',
    'The simulator plays the outside world, which does not know our contracts.',
    { path: '^apps/simulator/' },
    { path: '^packages/(?!wechat/|kernel/)' },
  ),
];

const layers = [
  rule(
    'http-only-usecases',
    'A controller is a door: schema in, actor from the guard, one line to a use case.',
    { path: `${MODULES}([^/]+)/http/`, pathNot: SPEC },
    {
      path: MODULES,
      pathNot: `${OWN}(http|usecases)/`,
    },
  ),
  rule(
    'http-not-database',
    'A controller that reaches the database passes by rights and rules.',
    { path: `${MODULES}[^/]+/http/`, pathNot: SPEC },
    {
      path: [`${SERVER}platform/database/`, `${SERVER}database/`, npm('typeorm|mysql2')],
    },
  ),
  rule(
    'usecases-not-http',
    'The same use case serves people, jobs and the command line, so it knows no HTTP.',
    { path: `${MODULES}[^/]+/usecases/`, pathNot: SPEC },
    { path: [`${MODULES}[^/]+/http/`, npm('fastify|@fastify/[^/]+|@nestjs/platform-fastify')] },
  ),
  rule(
    'usecases-not-handlers',
    'Handlers are loaded by the worker only; use cases enqueue by job definition.',
    { path: `${MODULES}[^/]+/usecases/` },
    { path: '\\.handler\\.ts$' },
  ),
  rule(
    'domain-is-pure',
    'Rules must be testable with plain values: no framework, no database, no schemas, no clock. Literals and their words are values.',
    { path: `${MODULES}([^/]+)/domain/`, pathNot: SPEC },
    {
      pathNot: [`${OWN}domain/`, '^packages/kernel/', '^packages/contracts/(src|dist)/constants\\.'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'domain-types-from-contracts-only',
    'Rules may name the words of the contracts, but not the types of frameworks or of other folders.',
    { path: `${MODULES}([^/]+)/domain/`, pathNot: SPEC },
    { pathNot: [`${OWN}domain/`, '^packages/(kernel|contracts)/'], dependencyTypes: ['type-only'] },
  ),
  rule(
    'persistence-only-own-domain',
    'Rows are private: links to other modules are plain id columns.',
    { path: `${MODULES}([^/]+)/persistence/`, pathNot: SPEC },
    { path: MODULES, pathNot: `${OWN}(domain|persistence)/` },
  ),
  rule(
    'job-without-handler',
    'A job definition is what producers import; the handler and all it needs belong to the worker.',
    { path: '\\.job\\.ts$' },
    {
      path: [
        '\\.handler\\.ts$',
        npm('@nestjs/[^/]+|typeorm'),
        `${MODULES}[^/]+/(http|usecases|persistence)/`,
      ],
    },
  ),
  rule(
    'handler-only-usecases',
    'A handler claims its row through a use case, where the transaction is.',
    { path: `${MODULES}[^/]+/jobs/[^/]+\\.handler\\.ts$` },
    { path: `${MODULES}[^/]+/(persistence|http)/` },
  ),
  rule(
    'platform-not-modules',
    'The platform carries every module and so knows none.',
    { path: `${SERVER}platform/` },
    {
      path: [MODULES, `${SERVER}database/`],
    },
  ),
  rule(
    'database-only-entities',
    'The data source needs the tables of the modules, nothing else of them.',
    { path: `${SERVER}database/`, pathNot: SPEC },
    { path: MODULES, pathNot: `${MODULES}[^/]+/persistence/[^/]+\\.entity\\.ts$` },
  ),
];

const doors = [
  rule(
    'module-door',
    "A module's index.ts is its only door: behind it everything may change.",
    { path: `${MODULES}([^/]+)/` },
    { path: MODULES, pathNot: [OWN, `${MODULES}[^/]+/index\\.ts$`, `${MODULES}[^/]+/testing/`] },
  ),
  rule(
    'module-door-from-outside',
    "A module's index.ts is its only door, also for what puts the modules together.",
    { path: SERVER, pathNot: [MODULES, `${SERVER}database/`, SPEC] },
    { path: MODULES, pathNot: `${MODULES}[^/]+/index\\.ts$` },
  ),
  ...Object.keys(levels)
    .filter((name) => forbiddenFor(name).length > 0)
    .map((name) =>
      rule(
        `level-${name}`,
        `${name} is of level ${levels[name]}: it imports lower levels only; what it wants of others reaches them as an event.`,
        { path: `${MODULES}${name}/`, pathNot: TEST_CODE },
        { path: `${MODULES}(${forbiddenFor(name).join('|')})/` },
      ),
    ),
];

const miniapp = [
  rule(
    'subpackages-apart',
    'WeChat loads subpackages one by one: what another one holds may not be there.',
    { path: '^apps/miniapp/src/subpackages/([^/]+)/' },
    { path: '^apps/miniapp/src/subpackages/', pathNot: '^apps/miniapp/src/subpackages/$1/' },
  ),
  rule(
    'main-package-alone',
    'What the main package imports from a subpackage swells the main package.',
    // The gallery shows all parts on one page for development; no shipped build holds it.
    { path: '^apps/miniapp/src/(?!subpackages/|gallery/)', pathNot: SPEC },
    { path: '^apps/miniapp/src/subpackages/' },
  ),
];

module.exports = {
  forbidden: [...everywhere, ...rooms, ...layers, ...doors, ...miniapp],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', '/dist/'] },
    exclude: { path: ['^apps/[^/]+/dist/', '(^|/)node_modules/\\.cache/'] },
    // Types bind as well: an import of a type is an arrow between files.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'module', 'node', 'default'],
      mainFields: ['types', 'typings', 'module', 'main'],
      // The mini-program's files for one platform: `login` is login.h5.ts or login.weapp.ts.
      extensions: [
        '.ts',
        '.tsx',
        '.h5.ts',
        '.h5.tsx',
        '.weapp.ts',
        '.weapp.tsx',
        '.mts',
        '.d.ts',
        '.js',
        '.mjs',
        '.cjs',
        '.jsx',
        '.json',
      ],
    },
  },
};
