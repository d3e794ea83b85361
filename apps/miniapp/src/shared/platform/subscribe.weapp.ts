import Taro from '@tarojs/taro';
import type { SubscribePlatform, SubscribeResult } from './types';

/** Newer clients take 5, many in use only 3. */
const maxPerAsk = 3;

function resultOf(value: unknown): SubscribeResult | undefined {
  if (typeof value !== 'string') return undefined;
  // acceptWithAlert, acceptWithAudio and so on are all consent to one message.
  if (value.startsWith('accept')) return 'accept';
  return value === 'reject' || value === 'ban' || value === 'filter' ? value : undefined;
}

export const subscribe: SubscribePlatform = {
  available: true,
  async ask(templateIds) {
    const asked = [...new Set(templateIds)].slice(0, maxPerAsk);
    if (asked.length === 0) return [];
    try {
      // Taro types the Alipay-only entityIds as required; WeChat takes tmplIds alone.
      const option = { tmplIds: asked } as Parameters<typeof Taro.requestSubscribeMessage>[0];
      const answer = (await Taro.requestSubscribeMessage(option)) as unknown as Record<string, unknown>;
      return asked.flatMap((templateId) => {
        const result = resultOf(answer[templateId]);
        return result ? [{ templateId, result }] : [];
      });
    } catch {
      return [];
    }
  },
};
