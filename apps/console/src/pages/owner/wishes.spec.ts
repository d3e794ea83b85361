import { describe, expect, it } from 'vitest';
import { changesOf, type Wishes } from './wishes.js';

const before: Wishes = {
  due: { on: true, channels: { subscribe: true, official_account: true, sms: true } },
  health: { on: true, channels: { subscribe: true } },
  wishes: { on: true, channels: { subscribe: true } },
  offers: { on: true, channels: { subscribe: true, sms: false } },
};

describe('wishes set for an owner', () => {
  it('sends nothing when nothing changed', () => {
    expect(changesOf(before, structuredClone(before))).toEqual([]);
  });
  it('sends only the switches that were turned', () => {
    const after = structuredClone(before);
    after.offers.on = false;
    after.due.channels.sms = false;
    expect(changesOf(before, after)).toEqual([
      { topic: 'due', channels: { sms: false } },
      { topic: 'offers', on: false },
    ]);
  });
});
