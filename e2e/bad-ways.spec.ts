import { describe, expect, it } from 'vitest';
import { openWindow, tellShortStories } from './support/browser.js';
import { addresses } from './support/copy.js';
import { button, seen, waitFor } from './support/owner-app.js';
import { importedCar, ownerWithPhone } from './support/people.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellShortStories();

const CHINESE = /[\u4e00-\u9fff]{4}/;

describe('ways that lead nowhere in the console', () => {
  it('tells in Chinese that the password is wrong, and keeps the name', async () => {
    const window = await openWindow('desk');
    const { page } = window;
    window.expectLines(/status of 401/);
    await open(page, '/login');
    // A name nobody has: a real one would be locked out for the other tests.
    await at(page, 'login-name').fill(`nobody${Date.now()}`);
    await at(page, 'login-password').fill('wrong-password');
    await at(page, 'login-submit').click();
    const error = at(page, 'login-error');
    await error.waitFor();
    expect(await error.textContent()).toMatch(CHINESE);
    expect(await error.textContent()).not.toMatch(/[A-Z]{3}/);
    expect(await at(page, 'login-name').inputValue()).toMatch(/^nobody/);
    await window.look('console-24-wrong-password');
  });

  it('leads to the log-in when the session has ended elsewhere, and back to the page afterwards', async () => {
    const window = await openWindow('desk');
    const { page } = window;
    window.expectLines(/status of 401/);
    await logIn(page, 'care', '/owners?group=active');
    // What is left in this browser is no longer good.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (/token|session|refresh/i.test(key)) localStorage.setItem(key, 'gone');
    });
    await page.reload();
    await page.waitForURL(/\/login\?to=/);
    await at(page, 'login-demo-care').click();
    await page.waitForURL(/\/owners\?group=active/);
    await heading(page, '客户');
    await window.look('console-25-back-again');
  });

  it('leads back from an address that is no page, and from things that are not there', async () => {
    const window = await openWindow('desk');
    const { page } = window;
    window.expectLines(/status of 404/);
    await logIn(page, 'advisor2');
    await page.goto(`${addresses.console}/no/such/page`);
    await at(page, 'not-found').waitFor();
    await window.look('console-26-not-found');
    await page.goto(`${addresses.console}/visits/01AAAAAAAAAAAAAAAAAAAAAAAA`);
    await page.getByText('没有找到这张工单').waitFor();
    await page.getByRole('link', { name: '回到我的一天' }).click();
    await heading(page, '您好');
  });

  it('says so while the server cannot be reached, and goes on afterwards', async () => {
    const window = await openWindow('desk');
    const { page, context } = window;
    window.expectLines(/ERR_INTERNET_DISCONNECTED|Failed to fetch|net::/);
    await logIn(page, 'advisor2');
    await at(page, 'live-open').waitFor();
    await open(page, '/cases');
    await at(page, 'live-open').waitFor();
    await context.setOffline(true);
    await page.getByText('待处理', { exact: true }).first().click();
    await at(page, 'error-state').waitFor();
    expect(await at(page, 'error-state').textContent()).toMatch(CHINESE);
    await window.look('console-27-offline');
    await context.setOffline(false);
    await at(page, 'error-state').getByRole('button').click();
    await at(page, 'case-row').or(at(page, 'empty')).first().waitFor();
  });
});

describe('ways that lead nowhere in the owner app', () => {
  it('shows a stranger the log-in, and the page asked for after it', async () => {
    const { car } = await importedCar();
    const { openid } = await ownerWithPhone(car);
    const window = await openWindow('phone');
    const { page } = window;
    window.expectLines(/status of 401/);
    await page.goto(`${addresses.owner}#/pages/mine/index`);
    await button(page, '微信登录').waitFor();
    await window.look('owner-15-log-in');
    await button(page, '微信登录').click();
    await page.locator(`[href*="${openid}"], [data-openid="${openid}"], [value="${openid}"]`).first().click();
    await waitFor(page, '我的爱车');
    expect(new URL(page.url()).hash).toContain('pages/mine');
  });

  it('says that there is no network, keeps what was there, and recovers', async () => {
    const { car } = await importedCar();
    const { openid } = await ownerWithPhone(car);
    const window = await openWindow('phone');
    const { page, context } = window;
    window.expectLines(/ERR_INTERNET_DISCONNECTED|net::/);
    await page.goto(`${addresses.phones}/open/${openid}`);
    await waitFor(page, `${car.ownerName}，您好`);
    await context.setOffline(true);
    await waitFor(page, '当前没有网络');
    await waitFor(page, car.plateOnScreen);
    await window.look('owner-16-offline');
    await context.setOffline(false);
    await seen(page, '当前没有网络').waitFor({ state: 'hidden' });
  });

  it('leads home from an address that is no page, and from a booking of somebody else', async () => {
    const { car } = await importedCar();
    const { openid } = await ownerWithPhone(car);
    const window = await openWindow('phone');
    const { page } = window;
    window.expectLines(/status of 404/);
    await page.goto(`${addresses.phones}/open/${openid}`);
    await waitFor(page, `${car.ownerName}，您好`);
    await page.goto(`${addresses.owner}#/subpackages/booking/detail/index?id=01AAAAAAAAAAAAAAAAAAAAAAAA`);
    await waitFor(page, CHINESE);
    await waitFor(page, '这里已经没有内容了');
    await window.look('owner-17-not-found');
    await button(page, '回到首页').click();
    await waitFor(page, `${car.ownerName}，您好`);
    await page.goto(`${addresses.owner}#/no/such/page`);
    await page.reload();
    await waitFor(page, `${car.ownerName}，您好`);
  });
});
