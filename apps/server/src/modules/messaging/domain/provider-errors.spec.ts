import { ALIYUN_REACTIONS, WECHAT_REACTIONS } from '@cheban/wechat';
import { describe, expect, it } from 'vitest';
import { codeIn, explainCode } from './provider-errors.js';

/** Calls that send no messages: their codes never reach the delivery log. */
const ELSEWHERE = new Set(['40029', '40129', '40163', '40169', '40226', '43104', '44002', '61010']);

describe('explanations of provider codes', () => {
  it('say what to do for everything that a person must mend', () => {
    const codes = Object.entries({ ...WECHAT_REACTIONS, ...ALIYUN_REACTIONS })
      .filter(([code, reaction]) => reaction === 'CONFIG' && !ELSEWHERE.has(code))
      .map(([code]) => code);
    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) {
      const { text, advice } = explainCode(code);
      expect(text, code).not.toContain(code);
      expect(advice, code).not.toBe('');
    }
  });

  it('keep the code of what nobody has met yet', () => {
    expect(explainCode('99999').text).toContain('99999');
    expect(explainCode('http_502').text).toContain('服务器出错');
  });

  it('find the code in our own reasons', () => {
    expect(codeIn('模板不可用（40037）')).toBe('40037');
    expect(codeIn('渠道设置有误（isv.OUT_OF_SERVICE），已放入站内消息。')).toBe('isv.OUT_OF_SERVICE');
    expect(codeIn('没有可用的订阅次数，已放入站内消息。')).toBeNull();
  });
});
