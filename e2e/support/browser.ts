import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, type TestContext } from 'vitest';
import { QUIET_CHROMIUM } from '../../tools/lib/chromium.mjs';
import { chromiumPath } from './copy.js';
import { accessProblems, widthProblem } from './looks.js';

/** Two cores that build, serve and draw at once: only the outcome matters here. */
const PATIENCE_MS = 40_000;
/** Of the console and refused requests, printed when a test has failed. */
const LAST_LINES = 15;
/** Nothing may be asked of anybody but the copy. */
const OWN_HOSTS = new Set(['127.0.0.1', 'localhost']);
const OWN_SCHEMES = new Set(['http:', 'https:', 'ws:', 'wss:']);

const screensDir =
  process.env['SCREENS'] === '1' ? fileURLToPath(new URL('../../docs/screens/', import.meta.url)) : null;

export const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
} as const;

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Lines of the console since the start, with uncaught errors. */
  readonly log: string[];
  /** Says that lines like this are part of what is being tried, for example a refused log-in. */
  expectLines(pattern: RegExp): void;
  /**
   * One page as a person sees it: judged (language, title, names of controls, width, errors, foreign hosts) and kept as
   * a picture when SCREENS=1. `tab` is another tab of the same window.
   */
  look(name: string, tab?: Page): Promise<void>;
}

let browser: Browser | undefined;
let failures: string | undefined;
let broken = false;
const windows: Window[] = [];

/** One browser for all tests of a file. Call it at the top of the file. */
function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: QUIET_CHROMIUM });
  });
  afterAll(async () => browser?.close());
}

/**
 * The tests of this file are one story: each step stands on those before it, so after a failed one the others are left
 * out, and the windows stay open until the end. Call it at the top of the file.
 */
export function tellOneStory(): void {
  useBrowser();
  beforeEach(inOneStory);
  beforeEach(keepFailures);
  afterAll(closeWindows);
}

/** The tests of this file stand alone: each begins without windows. Call it at the top of the file. */
export function tellShortStories(): void {
  useBrowser();
  beforeEach(closeWindows);
  beforeEach(keepFailures);
  afterAll(closeWindows);
}

/**
 * A window of its own: nobody is logged in. On failure of the running test its picture and console go to a folder whose
 * path is printed.
 */
export async function openWindow(size: keyof typeof sizes): Promise<Window> {
  if (!browser) throw new Error('tellOneStory() is missing at the top of the file');
  const phone = size === 'phone';
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...(phone ? { deviceScaleFactor: 2, isMobile: true, hasTouch: true } : {}),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const log: string[] = [];
  const foreign: string[] = [];
  const expected: RegExp[] = [];
  const watch = (page: Page) => {
    page.on('console', (line) => log.push(`${line.type()}: ${line.text()} ${line.location().url}`));
    page.on('pageerror', (error) => log.push(`error: uncaught ${error.stack ?? error.message}`));
  };
  context.on('page', watch);
  context.on('response', (answer) => {
    if (answer.status() >= 400)
      log.push(`answer: ${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  context.on('requestfailed', (request) => {
    log.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (OWN_SCHEMES.has(url.protocol) && !OWN_HOSTS.has(url.hostname)) foreign.push(request.url());
  });
  const page = await context.newPage();
  const opened: Window = {
    page,
    context,
    log,
    expectLines: (pattern) => expected.push(pattern),
    look: async (name, tab = page) => {
      const errors = log.filter(
        (line) => line.startsWith('error: ') && !expected.some((pattern) => pattern.test(line)),
      );
      expect(errors, `${name}: errors in the console`).toEqual([]);
      expect(foreign, `${name}: requests to other hosts`).toEqual([]);
      await tab.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(await widthProblem(tab), `${name}: width`).toBeNull();
      expect(await accessProblems(tab), `${name}: access`).toEqual([]);
      if (screensDir) await keepScreen(tab, name);
    },
  };
  windows.push(opened);
  return opened;
}

/**
 * Before each test: should it fail, what is on the screens and in the consoles goes to a folder whose path is printed.
 * Give it to beforeEach.
 */
function keepFailures(): void {
  onTestFailed(async ({ task }) => {
    broken = true;
    failures ??= mkdtempSync(join(tmpdir(), 'cheban-e2e-'));
    const stem = task.name.replaceAll(/[^\w\u4e00-\u9fff]+/g, '-').slice(0, 80);
    const tabs = windows.flatMap(({ context, log }) => context.pages().map((page) => ({ page, log })));
    for (const [index, { page, log }] of tabs.entries()) {
      const base = join(failures, `${stem}-${index + 1}`);
      writeFileSync(`${base}.log`, `${page.url()}\n${log.join('\n')}\n`);
      await page.screenshot({ path: `${base}.png` }).catch(() => undefined);
      process.stderr.write(`\n  kept: ${base}.png and .log\n  at ${page.url()}\n`);
      // Where nobody can fetch the picture, its words have to do.
      for (const line of [...(await saidOn(page)), ...log.slice(-LAST_LINES)])
        process.stderr.write(`    ${line}\n`);
    }
  });
}

/** What dialogs, alerts and messages on a page say, each in one line. */
function saidOn(page: Page): Promise<string[]> {
  return page
    .locator('[role="alert"], [role="dialog"], .ant-message-notice, .toast')
    .filter({ visible: true })
    .allInnerTexts()
    .then(
      (texts) => texts.map((text) => `says: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
      () => [],
    );
}

/** Steps that stand on each other: when one has failed, those after it are left out. Give it to beforeEach. */
function inOneStory({ skip }: TestContext): void {
  if (broken) skip('a step before this one has failed');
}

/** Closes every window. A story does so at its end, independent tests each before they begin. */
export async function closeWindows(): Promise<void> {
  for (const { context } of windows.splice(0)) await context.close();
}

/** Dense pages are kept as JPEG: pictures of every page must not weigh down each clone. */
const LARGEST_PNG = 200_000;

async function keepScreen(page: Page, name: string): Promise<void> {
  mkdirSync(String(screensDir), { recursive: true });
  const as = (ending: string) => join(String(screensDir), `${name}.${ending}`);
  const how = { animations: 'disabled', caret: 'hide' } as const;
  const png = await page.screenshot(how);
  for (const ending of ['png', 'jpg']) rmSync(as(ending), { force: true });
  if (png.length <= LARGEST_PNG) writeFileSync(as('png'), png);
  else await page.screenshot({ ...how, path: as('jpg'), type: 'jpeg', quality: 80 });
}
