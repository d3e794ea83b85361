import { describe, expect, it } from 'vitest';
import { defaultTemplates } from './default-templates.js';

/** WeChat forbids notices of red packets and prizes to official accounts. */
const noTemplate: string[] = ['campaign_reminder', 'payout_waiting'];

describe('default templates', () => {
  it('has at most one template for each kind and channel', () => {
    const keys = defaultTemplates('SMS_SERVICE_DUE').map(({ kind, channel }) => `${kind} ${channel}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('fills every template of a kind from the same words, so that a message fits all its channels', () => {
    const words = (kind: string, channel: string) =>
      Object.values(
        defaultTemplates('X').find((one) => one.kind === kind && one.channel === channel)?.fields ?? {},
      ).sort();
    for (const { kind } of defaultTemplates('X')) {
      if (noTemplate.includes(kind)) expect(words(kind, 'official_account')).toEqual([]);
      else expect(words(kind, 'subscribe')).toEqual(words(kind, 'official_account'));
    }
  });
});
