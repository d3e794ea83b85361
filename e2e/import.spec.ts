import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openWindow, tellOneStory, type Window } from './support/browser.js';
import { newCar, vehicleCsv } from './support/people.js';
import { at, heading, logIn } from './support/work-console.js';

tellOneStory();

interface Sheet {
  eachRow(visit: (row: { values: unknown[] }) => void): void;
}
interface Workbook {
  xlsx: { readFile(path: string): Promise<void> };
  worksheets: Sheet[];
}
// The server's own reader of workbooks; the root has none.
const { Workbook } = createRequire(new URL('../apps/server/package.json', import.meta.url))('exceljs') as {
  Workbook: new () => Workbook;
};

async function rowsOf(path: string): Promise<string[]> {
  const book = new Workbook();
  await book.xlsx.readFile(path);
  const rows: string[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => rows.push(row.values.slice(1).join('|')));
  return rows;
}

describe.sequential('the import wizard', () => {
  const good = [newCar(), newCar(), newCar()];
  const shortVin = { ...newCar(), vin: 'LVGLA0P0123' };
  const noVin = { ...newCar(), vin: '' };
  const file = {
    name: '客户档案.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(vehicleCsv(...good, shortVin, noVin)),
  };
  let marketer: Window;

  const figures = async () => {
    await at(marketer.page, 'import-result').waitFor();
    const items = await at(marketer.page, 'import-result').locator('li').all();
    const pairs = await Promise.all(
      items.map(async (item) => [
        (await item.locator('span').textContent()) ?? '',
        Number(await item.locator('strong').textContent()),
      ]),
    );
    return Object.fromEntries(pairs) as Record<string, number>;
  };
  const upload = async () => {
    await marketer.page.getByTestId('import-upload').setInputFiles(file);
    await marketer.page.waitForURL(/\/imports\/\w+/);
    await heading(marketer.page, '客户档案.csv');
  };

  it('maps the columns by itself and tries the file without writing', async () => {
    marketer = await openWindow('desk');
    await logIn(marketer.page, 'market', '/imports');
    await upload();
    await marketer.page.getByText('已自动识别').waitFor();
    expect(await at(marketer.page, 'map-vin').textContent()).toContain('车架号(VIN)');
    await marketer.look('console-21-import-columns');
    await at(marketer.page, 'import-dry-run').click();
    expect(await figures()).toMatchObject({ 读取: 5, 将新增: 3, 将更新: 0, 出错: 2 });
    await at(marketer.page, 'reason-vin_length').waitFor();
    await at(marketer.page, 'reason-vin_missing').waitFor();
    await marketer.look('console-22-import-trial');
  });

  it('gives the rows with errors as a workbook, the reason beside each', async () => {
    const coming = marketer.page.waitForEvent('download');
    await at(marketer.page, 'import-error-file').click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const rows = await rowsOf(await download.path());
    expect(rows).toHaveLength(3);
    const bad = rows.filter((row) => row.includes(shortVin.vin) || row.includes(noVin.plate));
    expect(bad.find((row) => row.includes('LVGLA0P0123'))).toContain('车架号不是 17 位');
    expect(bad.find((row) => row.includes(noVin.plate))).toContain('车架号为空');
  });

  it('imports for good, and a second run changes nothing', async () => {
    await at(marketer.page, 'import-run').click();
    await at(marketer.page, 'import-run-confirm').click();
    await marketer.page.getByText('导入结果').waitFor();
    expect(await figures()).toMatchObject({ 读取: 5, 新增: 3, 更新: 0, 出错: 2 });
    await marketer.look('console-23-import-result');

    await marketer.page.getByRole('link', { name: '数据导入' }).first().click();
    await at(marketer.page, 'import-upload').waitFor({ state: 'attached' });
    await upload();
    await at(marketer.page, 'import-run').click();
    await at(marketer.page, 'import-run-confirm').click();
    await marketer.page.getByText('导入结果').waitFor();
    expect(await figures()).toMatchObject({ 读取: 5, 新增: 0, 更新: 0, 无变化: 3, 出错: 2 });
  });

  it('finds an imported owner by the tail of the phone', async () => {
    const [car] = good;
    await at(marketer.page, 'search-input').fill(car?.phone.slice(-4) ?? '');
    await marketer.page.getByTestId('search-hit').filter({ hasText: car?.ownerName }).first().waitFor();
  });

  it('refuses what is not a table, in words', async () => {
    marketer.expectLines(/status of 4\d\d/);
    await marketer.page.getByRole('link', { name: '数据导入' }).first().click();
    await marketer.page.getByTestId('import-upload').setInputFiles({
      name: '照片.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe, 0, 0]),
    });
    const error = at(marketer.page, 'form-error');
    await error.waitFor();
    expect(await error.textContent()).toMatch(/[\u4e00-\u9fff]{6}/);
    await marketer.page.getByTestId('import-upload').setInputFiles({
      name: '旧表.xls',
      mimeType: 'application/vnd.ms-excel',
      // The first record of a workbook of Excel 4.
      buffer: Buffer.concat([Buffer.from('0904060000040001', 'hex'), Buffer.alloc(64)]),
    });
    await marketer.page.getByText('请另存为 .xlsx 或 CSV').waitFor();
  });
});
