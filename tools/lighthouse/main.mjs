#!/usr/bin/env node
// npm run lighthouse [-- --data DIR] [--only WORD] [--categories A,B] [--json FILE]: looks at the main pages of a running copy (npm start) with
// Lighthouse, logged in, and says where a score is below its goal. Not part of npm test: performance wants a quiet machine.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { QUIET_CHROMIUM } from '../lib/chromium.mjs';
import { readJson } from '../lib/files.mjs';
import { printFailure, Stop } from '../lib/stop.mjs';
import { dataDirOf } from '../start/options.mjs';

/** Fetched by npx when it is run: 20 MB that nobody else needs. The last line that works with Node 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const DEBUGGING_PORT = 9413;
/** @type {Record<string, number>} least scores, of 100 */
const ALL_GOALS = { performance: 90, accessibility: 95, 'best-practices': 95 };
const OWNER_PAGES = [
  'pages/home/index',
  'pages/booking/index',
  'subpackages/booking/create/index',
  'pages/activity/index',
  'subpackages/message/list/index',
];
const CONSOLE_PAGES = [
  '/my-day',
  '/owners',
  '/visits',
  '/care/rules',
  '/care/rules/service',
  '/care/calendar',
  '/care/messages',
  '/campaigns',
  '/board',
  '/cases',
];
const run = promisify(execFile);

/**
 * @typedef {{ name: string, url: string, desk: boolean }} Target
 * @typedef {{ title: string, score: number | null, displayValue?: string, details?: { items?: any[] } }} Audit
 * @typedef {{ categories: Record<string, { score: number | null, auditRefs: { id: string, weight: number }[] }>, audits: Record<string, Audit>, runtimeError?: { message: string } }} Report
 */

try {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      categories: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const wanted = values.categories?.split(',') ?? Object.keys(ALL_GOALS);
  const goals = Object.fromEntries(Object.entries(ALL_GOALS).filter(([key]) => wanted.includes(key)));
  const dataDir = dataDirOf(values.data);
  const running = readJson(join(dataDir, 'run.json'));
  if (!running?.running)
    throw new Stop(`No copy of Cheban is running on ${dataDir}; start one with npm start.`);
  const targets = targetsOf(running.addresses).filter(({ name }) => name.includes(values.only ?? ''));
  const rows = await inBrowser(running.addresses, async () => {
    const found = [];
    for (const target of targets) found.push(await look(target, goals));
    return found;
  });
  if (values.json) writeFileSync(values.json, JSON.stringify(rows, null, 1));
  process.exitCode = rows.some(({ below }) => below.length > 0) ? 1 : 0;
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}

/**
 * @param {{ console: string, owner: string }} addresses
 * @returns {Target[]}
 */
function targetsOf(addresses) {
  const base = addresses.console.replace(/\/$/, '');
  return [
    ...CONSOLE_PAGES.map((path) => ({ name: `console ${path}`, url: `${base}${path}`, desk: true })),
    ...OWNER_PAGES.map((path) => ({
      name: `owner ${path}`,
      url: `${addresses.owner}#/${path}`,
      desk: false,
    })),
  ];
}

/**
 * A browser in which a manager is logged in to the console and a demo owner to the app; Lighthouse opens its tabs in it.
 * @template T
 * @param {{ console: string, owner: string, phones: string }} addresses
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inBrowser(addresses, work) {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Stop('Say where Chromium is: CHROMIUM_PATH=/path/to/chromium.');
  const profile = mkdtempSync(join(tmpdir(), 'cheban-lighthouse-'));
  const window = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [`--remote-debugging-port=${DEBUGGING_PORT}`, ...QUIET_CHROMIUM],
  });
  window.setDefaultTimeout(120_000);
  try {
    const page = await window.newPage();
    await page.goto(`${addresses.console.replace(/\/$/, '')}/my-day`);
    await page.getByTestId('login-demo-manager1').click();
    await page.locator('main h1, main h2').first().waitFor();
    const answer = await fetch(`${addresses.phones.replace(/\/phones$/, '/_control')}/people`);
    const { people } = /** @type {{ people: { openid: string }[] }} */ (await answer.json());
    const owner = people.find(({ openid }) => openid.startsWith('demo-'));
    if (!owner) throw new Stop('This copy has no demo group.');
    await page.goto(`${addresses.phones}/open/${owner.openid}`);
    await page.getByText('预约').filter({ visible: true }).first().waitFor();
    return await work();
  } finally {
    await window.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * Scores of one page, with what costs points.
 * @param {Target} target
 * @param {Record<string, number>} goals
 */
async function look({ name, url, desk }, goals) {
  const file = join(tmpdir(), `cheban-lighthouse-${process.pid}.json`);
  const args = [
    '--yes',
    LIGHTHOUSE,
    url,
    `--port=${DEBUGGING_PORT}`,
    '--disable-storage-reset',
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${Object.keys(goals).join(',')}`,
    ...(desk ? ['--preset=desktop'] : []),
  ];
  // A page that cannot be judged is said as such, and the others go on.
  await run('npx', args, { timeout: 300_000 }).catch((error) => console.error(String(error).slice(0, 400)));
  const report = /** @type {Report | null} */ (readJson(file));
  rmSync(file, { force: true });
  if (!report || report.runtimeError) {
    console.log(`${name}: not judged. ${report?.runtimeError?.message ?? ''}`);
    return { name, scores: {}, below: ['not judged'], costs: [] };
  }
  const scores = Object.fromEntries(
    Object.keys(goals).map((key) => [key, Math.round((report.categories[key]?.score ?? 0) * 100)]),
  );
  const below = Object.keys(goals).filter((key) => (scores[key] ?? 0) < (goals[key] ?? 0));
  const costs = Object.entries(report.categories).flatMap(([category, { auditRefs }]) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = report.audits[id];
      // What has no weight of its own in performance says where the weighted figures come from.
      const counts = weight > 0 || category === 'performance';
      if (!audit || audit.score === null || audit.score >= 0.9 || !counts) return [];
      return [{ category, id, title: audit.title, value: audit.displayValue ?? '', where: whereOf(audit) }];
    }),
  );
  console.log(
    `${name}: ${Object.entries(scores)
      .map(([key, score]) => `${key} ${score}`)
      .join(', ')}`,
  );
  for (const cost of costs) {
    console.log(`    ${cost.category} · ${cost.id} ${cost.value}`);
    for (const place of cost.where) console.log(`        ${place}`);
  }
  return { name, scores, below, costs };
}

/** @param {Audit} audit */
function whereOf({ details }) {
  return (details?.items ?? [])
    .slice(0, 6)
    .map((item) => item.node?.snippet ?? item.url ?? item.description ?? '')
    .filter(Boolean)
    .map((text) => String(text).slice(0, 200));
}
