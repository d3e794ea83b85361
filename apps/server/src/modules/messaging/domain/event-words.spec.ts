import { describe, expect, it } from 'vitest';
import { sayStage } from './event-words.js';

describe('words of events', () => {
  it('fills the variables and leaves unknown braces alone', () => {
    const said = sayStage(
      { title: '{store}提醒您', body: '{why}。{days}，请打 {phone}，{other}。' },
      { why: '明天到店。', store: '长风店', phone: '0351-7000000' },
      '点开可改期。',
    );
    expect(said).toEqual({
      title: '长风店提醒您',
      body: '明天到店。请打 0351-7000000，{other}。点开可改期。',
    });
  });

  it('bring their own stop, whatever staff have typed', () => {
    const stage = { title: '活动取消：{topic}', body: '“{topic}”取消了：{note}。欢迎您再来。' };
    const say = (note: string) =>
      sayStage(stage, { topic: '养护学堂', note, store: '长风店', phone: '' }).body;
    for (const note of ['天气不好', '天气不好。', '天气不好！', '天气不好.'])
      expect(say(note)).toBe('“养护学堂”取消了：天气不好。欢迎您再来。');
    expect(say('')).toBe('“养护学堂”取消了：欢迎您再来。');
  });
});
