import { describe, expect, it } from 'vitest';
import { pauseOf, type TemplateStanding } from './template-pause.js';

const rule = { kind: 'service_due', class: 'care', channels: ['subscribe', 'sms', 'call_task'] } as const;
const standing = (channel: TemplateStanding['channel'], lost: string | null): TemplateStanding => ({
  kind: 'service_due',
  channel,
  lost,
});
const GONE = '订阅消息模板缺失';

describe('a rule whose template is missing', () => {
  it('is paused on that channel while another one goes on', () => {
    const pause = pauseOf(rule, [standing('subscribe', GONE), standing('sms', null)]);
    expect(pause).toMatchObject({
      channels: ['subscribe'],
      whole: false,
      what: '订阅消息模板缺失，已暂停',
    });
    expect(pause?.text).toContain('短信照常发送');
    expect(pause?.text).toContain('渠道与模板');
  });

  it('is paused as a whole if no other channel of it has a template', () => {
    const pause = pauseOf(rule, [standing('subscribe', GONE), standing('official_account', null)]);
    expect(pause).toMatchObject({ channels: ['subscribe'], whole: true });
    expect(pause?.text).toContain('没有别的渠道');
    expect(pause?.text).toContain('模板恢复后马上补发');
  });

  it('of class service never waits', () => {
    const text = pauseOf({ ...rule, class: 'service' }, [standing('subscribe', GONE)])?.text;
    expect(text).toContain('立即放入站内消息');
    expect(text).not.toContain('补发');
  });

  it('is well if only channels are lost that it does not use, or that never had a template', () => {
    expect(pauseOf(rule, [standing('official_account', '公众号模板缺失')])).toBeNull();
    expect(pauseOf({ ...rule, kind: 'birthday' }, [standing('subscribe', GONE)])).toBeNull();
    expect(pauseOf(rule, [])).toBeNull();
  });
});
