/**
 * @typedef {object} Suite
 * @property {string} name for --only
 * @property {string} title
 * @property {string[]} [projects] of vitest.config.ts; their JSON report is counted
 * @property {string[]} [command] anything else, run by node; its last line of stdout is {"passed": n, "failed": n}
 * @property {string[]} folders that must be there: a suite that silently lost its tests is an error
 * @property {('services' | 'copy' | 'browser' | 'builds')[]} needs services: DATABASE_URL and REDIS_URL; copy: a running
 *   copy with the demo group (CHEBAN_OWNER_URL, CHEBAN_CONSOLE_URL, CHEBAN_API_URL, CHEBAN_PHONES_URL, CHEBAN_DEMO_FILE);
 *   browser: CHROMIUM_PATH; builds: everything is built
 * @property {number} limitMs after which the suite is ended and counts as failed; generous, so that only a hanging suite meets it
 */

const MINUTE = 60_000;

/** Everything `npm test` runs, in this order. @type {Suite[]} */
export const suites = [
  {
    name: 'checks',
    title: 'Checks: format, types, boundaries, names, budgets',
    command: ['tools/checks/main.mjs', '--require-builds'],
    folders: ['tools/checks'],
    needs: ['builds'],
    limitMs: 10 * MINUTE,
  },
  {
    name: 'unit',
    title: 'Unit: packages, server, simulator, fronts, tools',
    projects: ['packages', 'server', 'simulator', 'console', 'miniapp', 'tools'],
    folders: [
      'packages/kernel/src',
      'packages/contracts/src',
      'apps/server/src',
      'apps/simulator/src',
      'tools/checks',
    ],
    // Packages are tested as source (vitest.config.ts).
    needs: [],
    limitMs: 10 * MINUTE,
  },
  {
    name: 'medium',
    title: 'Medium: real database, Redis and simulator',
    projects: ['medium', 'medium-alone'],
    folders: ['apps/server/test/medium'],
    needs: ['builds', 'services'],
    limitMs: 16 * MINUTE,
  },
  {
    name: 'faults',
    title: 'Faults: killed workers and services, providers in trouble, clocks set back',
    projects: ['faults'],
    folders: ['apps/server/test/faults'],
    needs: ['builds', 'services'],
    limitMs: 20 * MINUTE,
  },
  {
    name: 'tooling',
    title: 'Start: the tools around a stand-in, with real services',
    projects: ['start'],
    folders: ['tools/start', 'tools/services', 'tools/bench', 'tools/simulate'],
    needs: [],
    limitMs: 10 * MINUTE,
  },
  {
    name: 'start',
    title: 'Start: the care loop, walked once over HTTP',
    command: ['tools/start/main.mjs', '--check'],
    folders: ['tools/start'],
    needs: ['builds'],
    limitMs: 8 * MINUTE,
  },
  {
    name: 'weapp',
    title: "Mini-program: the weapp build under WeChat's component framework",
    projects: ['weapp'],
    folders: ['tools/weapp-runner/test'],
    needs: ['builds', 'copy'],
    limitMs: 10 * MINUTE,
  },
  {
    name: 'e2e',
    title: 'Browser: owners and staff through the whole, in Chromium',
    projects: ['e2e'],
    folders: ['e2e'],
    needs: ['builds', 'copy', 'browser'],
    limitMs: 14 * MINUTE,
  },
];
