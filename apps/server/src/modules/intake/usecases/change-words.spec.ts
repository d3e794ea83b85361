import { describe, expect, it } from 'vitest';
import { changeWords } from './change-words.js';

describe('changeWords', () => {
  it.each([
    ['vehicles', { field: 'colour', from: '红', to: '蓝' }, { label: '颜色', from: '红', to: '蓝' }],
    ['vehicles', { field: 'insuredHere', from: 0, to: 1 }, { label: '是否本店投保', from: '否', to: '是' }],
    [
      'vehicles',
      { field: 'phone', from: '13900000001', to: '13900000002' },
      { label: '手机号码', from: '139****0001', to: '139****0002' },
    ],
    ['vehicles', { field: 'sex', from: 'unknown', to: 'female' }, { label: '性别', from: '', to: '女' }],
    ['vehicles', { field: 'ownerOfCar', from: null, to: '孙二' }, { label: '车主', from: '', to: '孙二' }],
    [
      'history',
      { field: 'paid_fen', from: 58_000, to: 58_050 },
      { label: '结算金额', from: '580', to: '580.50' },
    ],
    ['history', { field: 'settled', from: 0, to: 1 }, { label: '状态', from: '未结算', to: '已结算' }],
  ] as const)('of %s: %j', (kind, change, words) => {
    expect(changeWords(kind, change)).toEqual(words);
  });

  it('is silent on what another change tells', () => {
    expect(changeWords('vehicles', { field: 'advisorId', from: null, to: 'x' })).toBeNull();
  });
});
