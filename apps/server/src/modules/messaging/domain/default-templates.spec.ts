import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultTemplates } from './default-templates.js';

/** WeChat forbids notices of red packets and prizes to official accounts. */
const miniProgramOnly: string[] = ['campaign_reminder', 'payout_waiting'];

const production = readFileSync(new URL('../../../../../../docs/production.md', import.meta.url), 'utf8');

describe('default templates', () => {
  it('are named in production.md, by family or whole, so that nobody leaves one switched off unknowingly', () => {
    const named = (id: string) =>
      production.includes(`\`${id}\``) || production.includes(`\`${id.replace(/^(sub|tpl)-/, '')}\``);
    const ids = defaultTemplates('SMS_TEMPLATE_DUE').map(({ templateId }) => templateId);
    expect(ids.filter((id) => !named(id))).toEqual([]);
    expect(named('sub-unknown')).toBe(false);
  });

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
      if (miniProgramOnly.includes(kind)) expect(words(kind, 'official_account')).toEqual([]);
      else expect(words(kind, 'subscribe')).toEqual(words(kind, 'official_account'));
    }
  });
});
