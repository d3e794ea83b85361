import { campaignSteps } from './campaign-parts.mjs';
import { careSteps } from './care-parts.mjs';

/**
 * @typedef {object} Bench what a suite is given
 * @property {import('./options.mjs').BenchOptions} options
 * @property {AbortSignal} signal
 * @property {ReturnType<typeof import('../lib/steps.mjs').createSteps>['run']} step runs and shows one step
 *
 * @typedef {object} Suite
 * @property {string} name for --suite; its figures are named `<name>.…`
 * @property {string} title
 * @property {number} steps how many steps it shows; laying the ground is four of them
 * @property {() => Promise<{ run: (bench: Bench) => Promise<Record<string, import('./report.mjs').Figure>> }>} open
 *   loads the file that measures
 */

/** Everything `npm run bench` measures, in this order. @type {Suite[]} */
export const suites = [
  {
    name: 'api',
    title: 'Pages of the owner app, against a bare server with the same SQL',
    steps: 9,
    open: () => import('./api-suite.mjs'),
  },
  {
    name: 'care',
    title: 'Care: planning and sending, against queues and bare loops',
    steps: careSteps,
    open: () => import('./care-suite.mjs'),
  },
  {
    name: 'booking',
    title: 'Booking and classes: places that many want at once, and the page of free slots',
    steps: 10,
    open: () => import('./booking-suite.mjs'),
  },
  {
    name: 'campaign',
    title: 'Campaigns: packets that thousands grab in the same second, and coupons',
    steps: campaignSteps,
    open: () => import('./campaign-suite.mjs'),
  },
];
