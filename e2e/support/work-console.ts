import type { Locator, Page } from 'playwright-core';
import { addresses } from './copy.js';

export const at = (page: Page, testId: string): Locator => page.getByTestId(testId).first();

/** Logs in by a chip of the demo group and waits for the first page. */
export async function logIn(page: Page, login: string, path = '/my-day'): Promise<void> {
  await page.goto(`${addresses.console}${path}`);
  await at(page, `login-demo-${login}`).click();
  await page.waitForURL(`${addresses.console}${path}`);
  await heading(page);
}

/** Opens a page by its address and waits until its own heading stands there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${addresses.console}${path}`);
  await heading(page);
}

/** Waits for the heading of the page and for what is still being loaded below it. */
export async function heading(page: Page, words?: string | RegExp): Promise<void> {
  await page
    .locator('main h1, main h2')
    .filter({ ...(words ? { hasText: words } : {}), visible: true })
    .first()
    .waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .bone'));
}

/** Waits for a change that arrives without a new page: the mark would be gone after a reload. */
export async function withoutReload(page: Page, wait: () => Promise<unknown>): Promise<boolean> {
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await wait();
  return page.evaluate(() => 'sameDocument' in window);
}

const WHEELS = ['front_left', 'front_right', 'rear_left', 'rear_right'] as const;

/** Fills in the three numbers of the four wheels; the front left tyre is worn. Pressure in bar as mechanics read it. */
export async function fillReport(page: Page): Promise<void> {
  for (const wheel of WHEELS) {
    await at(page, `report-${wheel}-foundKpa`).fill('2.2');
    await at(page, `report-${wheel}-setKpa`).fill('2.4');
    await at(page, `report-${wheel}-treadMm`).fill(wheel === 'front_left' ? '2.4' : '5.2');
    await at(page, `report-${wheel}-padMm`).fill('6.5');
  }
  await page.getByLabel('备注（车主会看到）').fill('左前轮胎建议更换');
}

/** A picture of 480 × 360 pixels as a camera would hand it over. */
export async function picture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 360];
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#7a8ca3';
      pen.fillRect(0, 0, 480, 360);
      pen.fillStyle = '#c0392b';
      pen.fillRect(120, 150, 240, 90);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}
