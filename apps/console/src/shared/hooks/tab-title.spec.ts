import { expect, it } from 'vitest';
import { tabTitle } from './tab-title.js';

it('names the page, and what waits in front of it', () => {
  expect(tabTitle('救援', '')).toBe('救援 · 车伴工作台');
  expect(tabTitle('预约看板', '2 个新救援')).toBe('（2 个新救援）预约看板 · 车伴工作台');
  expect(tabTitle('', '')).toBe('车伴工作台');
});
