import { describe, expect, it } from 'vitest';
import { itemBodyOf, newItem, perUse } from './item-draft.js';

describe('a card or product in the editor', () => {
  it('sends the parts of a card only for a card', () => {
    const draft = {
      ...newItem,
      title: ' 五次保养卡 ',
      priceFen: 150_000,
      serviceName: '小保养',
      singleFen: 38_000,
    };
    expect(itemBodyOf(draft)).toMatchObject({
      title: '五次保养卡',
      card: { uses: 5, serviceName: '小保养' },
    });
    expect(itemBodyOf({ ...draft, kind: 'product' }).card).toBeNull();
  });
  it('says what one use costs', () => {
    expect(perUse({ priceFen: 150_000, uses: 5 })).toBe(30_000);
    expect(perUse({ priceFen: 150_000 })).toBeNull();
  });
});
