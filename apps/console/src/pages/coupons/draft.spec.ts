import { couponCombineLabel, couponKindLabel, couponKinds } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { bigText, bodyOf, ticketLines } from './draft.js';
import { phonesIn } from './phones.js';

describe('a kind of coupon in the editor', () => {
  it('says what it gives as its owner will read it', () => {
    expect(bigText({ kind: 'percent', percentOff: 5 })).toBe('9.5折');
    expect(bigText({ kind: 'cash_off', amountFen: 5_000 })).toBe('¥50');
    const cash = { kind: 'cash_off', amountFen: 5_000, thresholdFen: 30_000, itemName: '洗车' } as const;
    expect(ticketLines({ ...cash, validType: 'days', days: 30 })).toEqual([
      '满 300 元减 50 元',
      '代金券',
      '领取后 30 天内有效',
      couponCombineLabel.once,
    ]);
    const gift = { kind: 'gift', itemName: ' 车载香氛 ' } as const;
    const fixed = { validType: 'fixed', from: '2026-12-01', to: '2026-12-31' } as const;
    expect(ticketLines({ ...gift, models: ['凯美瑞'], ...fixed }).slice(0, 3)).toEqual([
      '车载香氛一份',
      '凯美瑞',
      '2026-12-01 至 2026-12-31 有效',
    ]);
  });
  it('says what is still to be written', () => {
    expect(bigText({})).toBe('¥?');
    expect(bigText({ kind: 'percent' })).toBe('?折');
    for (const kind of couponKinds)
      expect(ticketLines({ kind, validType: 'days' })).toEqual([
        '优惠内容待定',
        couponKindLabel[kind],
        '有效期待定',
        couponCombineLabel.once,
      ]);
  });
  it('sends nothing that belongs to another kind', () => {
    const body = bodyOf(
      {
        kind: 'gift',
        title: '好礼',
        itemName: '香氛',
        amountFen: 9_900,
        percentOff: 20,
        capFen: 1,
        validType: 'days',
        days: 7,
      },
      'S',
    );
    expect(body).toMatchObject({
      amountFen: 0,
      percentOff: 0,
      capFen: 0,
      itemName: '香氛',
      perOwner: 1,
      stock: null,
    });
    expect(bodyOf({ claimable: false, claimFrom: 'x', claimUntil: 'y' }, 'S')).toMatchObject({
      claimFrom: null,
      claimUntil: null,
    });
  });
});

describe('phones in a pasted text', () => {
  it('takes each number once, whatever stands around it', () => {
    expect(phonesIn('张三\t13800138000\n13800138000, 15912345678;')).toEqual(['13800138000', '15912345678']);
    expect(phonesIn('LVGLA0P013800138000123 1380013800')).toEqual([]);
  });
});
