import { describe, expect, it } from 'vitest';
import { bigText, bodyOf, discountText, faceText, ticketLines, validText } from './draft.js';
import { phonesIn } from './phones.js';

describe('a kind of coupon in the editor', () => {
  it('says discounts as people do', () => {
    expect(discountText(20)).toBe('8折');
    expect(discountText(15)).toBe('8.5折');
    expect(bigText({ kind: 'percent', percentOff: 5 })).toBe('9.5折');
  });
  it('shows what it gives and from which bill on', () => {
    expect(bigText({ kind: 'cash_off', amountFen: 5_000 })).toBe('¥50');
    expect(faceText({ kind: 'cash_off', amountFen: 5_000, thresholdFen: 30_000 })).toBe('满 ¥300.00 可用');
    expect(faceText({ kind: 'percent', percentOff: 20, capFen: 10_000 })).toBe('无门槛，最多减 ¥100.00');
    expect(faceText({ kind: 'gift', itemName: ' 车载香氛 ' })).toBe('车载香氛 · 无门槛');
  });
  it('says from when to when', () => {
    expect(validText({ validType: 'days', days: 30 })).toContain('30 天');
    expect(validText({ validType: 'fixed', from: '2026-12-01', to: '2026-12-31' })).toContain('2026-12-31');
    expect(ticketLines({ validType: 'days' }).join()).toContain('待定');
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
