import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { at, heading, logIn, open } from './support/work-console.js';

tellOneStory();

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** The rule is for this day, far enough away that nobody is told while the tests run. */
const on = new Date(Date.now() + SHANGHAI_MS + 5 * DAY_MS).toISOString().slice(0, 10);
const name = `测试通知${Date.now() % 100_000}`;
const words = `${name}：本店照常营业`;

// One rule from the first word to the day on which it is told: each step stands on the one before.
describe.sequential('reminder rules', () => {
  let market: Window;
  let manager: Window;
  let code: string;

  it('shows marketing every rule of the store in its group', async () => {
    market = await openWindow('desk');
    await logIn(market.page, 'market', '/care/rules');
    for (const built of ['service', 'first_service', 'insurance', 'birthday'])
      await at(market.page, `rule-row-${built}`).waitFor();
    await market.look('console-30-rules');
  });

  it('edits the words of a built-in rule: variables at the caret, the phone beside it, problems at once', async () => {
    const { page } = market;
    await at(page, 'rule-row-service').getByRole('link').first().click();
    await at(page, 'phone-preview').waitFor();
    await at(page, 'stage-title').fill('爱车保养提醒');
    await at(page, 'stage-body').fill('，欢迎到店。');
    await at(page, 'stage-body').evaluate((field) => (field as HTMLTextAreaElement).setSelectionRange(0, 0));
    await at(page, 'stage-body').press('ArrowLeft');
    await page.getByRole('button', { name: '车主称呼' }).last().click();
    expect(await at(page, 'stage-body').inputValue()).toBe('{车主称呼}，欢迎到店。');
    await page.locator('.ant-segmented-item', { hasText: '站内消息' }).click();
    await at(page, 'phone-preview').getByText('王建国先生，欢迎到店。').waitFor();
    await market.look('console-31-rule');
    await at(page, 'stage-title').fill('');
    await at(page, 'rule-problems').getByText('请填写标题').waitFor();
    expect(await at(page, 'rule-preview').isDisabled()).toBe(true);
    await page.getByRole('button', { name: '放弃修改' }).click();
    await expect.poll(() => at(page, 'stage-title').inputValue()).not.toBe('');
  });

  it('writes a notice for one day and sees who would get it before anything is saved', async () => {
    const { page } = market;
    await open(page, '/care/rules');
    await at(page, 'rule-new').click();
    await at(page, 'rule-name').fill(name);
    await page.getByLabel('发送日期').fill(on);
    await page.getByLabel('发送日期').press('Enter');
    await at(page, 'stage-title').fill(words);
    await at(page, 'stage-body').fill('有需要随时来店，我们在。');
    await at(page, 'rule-preview').click();
    await at(page, 'preview-sample').waitFor();
    await market.look('console-32-rule-preview');
    await page.keyboard.press('Escape');
    await at(page, 'preview-layer').waitFor({ state: 'hidden' });
  });

  it('saves it, and it waits for another person', async () => {
    const { page } = market;
    await at(page, 'rule-save').click();
    await at(page, 'rule-save-submit').click();
    await page.locator('.ant-modal-confirm-title', { hasText: '等另一位同事审批' }).waitFor();
    await page.getByRole('button', { name: '知道了' }).click();
    await page.waitForURL(/\/care\/rules\/own_\w+$/);
    code = page.url().split('/').at(-1) ?? '';
    await at(page, 'rule-waiting').waitFor();
    await at(page, 'rule-waiting-open').click();
    await at(page, 'rule-changes').waitFor();
    expect(await at(page, 'edition-approve').count(), 'nobody approves their own words').toBe(0);
  });

  it('lets the manager read what changed, type how many people it reaches, and let it pass', async () => {
    manager = await openWindow('desk');
    const { page } = manager;
    await logIn(page, 'manager1', '/care/rules');
    await at(page, 'rules-waiting').getByRole('link', { name }).click();
    await at(page, 'rule-waiting-open').click();
    await at(page, 'rule-changes').getByText(words).waitFor();
    const guard = page.locator('label', { hasText: '请输入这个数字' });
    if ((await guard.count()) > 0) {
      expect(await at(page, 'edition-approve').isDisabled()).toBe(true);
      const people = /([\d,]+) 位/.exec((await guard.textContent()) ?? '')?.[1] ?? '';
      await at(page, 'typed-number').fill(people);
    }
    await manager.look('console-33-rule-approval');
    await at(page, 'edition-approve').click();
    await at(page, 'rule-edition').getByText('生效中').waitFor();
  });

  it('shows the day in the calendar, with everybody who is told and held', async () => {
    const { page } = manager;
    await open(page, `/care/calendar?on=${on}&rule=${code}`);
    await at(page, 'calendar-row').waitFor();
    await page.locator(`[data-on="${on}"][aria-checked="true"]`).waitFor();
    await at(page, 'calendar-row').click();
    await at(page, 'calendar-layer').getByText(words).waitFor();
    await manager.look('console-34-calendar');
    await page.keyboard.press('Escape');
    await at(page, 'calendar-layer').waitFor({ state: 'hidden' });
  });

  it('stops the rule, and the day is empty again', async () => {
    const { page } = market;
    await open(page, '/care/rules');
    await at(page, `rule-state-${code}`).click();
    await page.getByRole('menuitem', { name: '停用' }).click();
    await at(page, 'rule-state-why').fill('测试结束');
    await at(page, 'rule-state-submit').click();
    await at(page, `rule-row-${code}`).getByText('停用').first().waitFor();
    await open(page, `/care/calendar?on=${on}&rule=${code}`);
    await at(page, 'empty').waitFor();
  });

  it('keeps a rule of the whole group, and one store has its own edition over it', async () => {
    const admin = await openWindow('desk');
    const { page } = admin;
    await logIn(page, 'admin', '/care/rules/licence');
    for (const [index, whose] of ['全集团', ''].entries()) {
      const title = `驾驶证快到期了 ${Date.now() % 100_000}`;
      await at(page, 'stage-title').fill(title);
      await at(page, 'rule-save').click();
      const scopes = page.getByLabel('适用于').locator('.ant-segmented-item');
      await (whose === '' ? scopes.first() : scopes.filter({ hasText: whose })).click();
      if (index === 0) await admin.look('console-36-rule-scope');
      await at(page, 'rule-save-submit').click();
      await at(page, 'rule-save-submit').waitFor({ state: 'hidden' });
      await at(page, 'rule-edition')
        .getByText(whose === '' ? '本店' : '集团')
        .first()
        .waitFor();
    }
  });

  it('hands out tables: what is due, a day of the calendar, the delivery log', async () => {
    const { page } = manager;
    const fileBy = async (press: () => Promise<void>) => {
      const [file] = await Promise.all([page.waitForEvent('download'), press()]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
    };
    await open(page, '/care/due?kind=service');
    await at(page, 'due-row').waitFor();
    await manager.look('console-37-due');
    const due = await fileBy(() => at(page, 'download').click());
    expect(due.name).toMatch(/^到期清单-.*\.csv$/);
    expect(due.text.split('\r\n')[0]).toContain('项目,到期日,车主');
    expect(due.text).not.toContain('驾驶证');
    await open(page, `/care/calendar?on=${on}`);
    const download = at(page, 'download');
    await download.waitFor();
    if (await download.isEnabled())
      expect((await fileBy(() => download.click())).text).toContain('时间,车主');
    await open(page, '/care/messages');
    await at(page, 'messages-export').click();
    const log = await fileBy(() => page.getByRole('menuitem', { name: 'CSV 文本' }).click());
    expect(log.name).toMatch(/^发送记录-.*\.csv$/);
  });

  it('says in one sentence what came of the reminders, and opens the owners behind a figure', async () => {
    const { page } = manager;
    await open(page, '/care/funnel');
    await at(page, 'funnel-words').waitFor();
    await manager.look('console-35-funnel');
    const planned = at(page, 'funnel-planned');
    if (await planned.isEnabled()) {
      await planned.click();
      await at(page, 'funnel-row').waitFor();
      await page.keyboard.press('Escape');
    }
  });

  it('reads on a phone: rules, calendar, funnel', async () => {
    const phone = await openWindow('phone');
    await logIn(phone.page, 'manager1', '/care/rules');
    await phone.look('phone-30-rules');
    await open(phone.page, '/care/rules/service');
    await heading(phone.page);
    await phone.look('phone-31-rule');
    await open(phone.page, '/care/calendar');
    await phone.look('phone-32-calendar');
    await open(phone.page, '/care/funnel');
    await phone.look('phone-33-funnel');
    await open(phone.page, '/care/due');
    await phone.look('phone-34-due');
  });
});
