import type { PreferenceView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { sayWay, shownWays, type TopicView, templatesToAsk, withChange } from './wishes';

const way = (channel: 'subscribe' | 'official_account' | 'sms', on = true, why = '') => ({
  channel,
  label: '',
  on,
  usable: on && why === '',
  why,
});
const template = (templateId: string, credits: number) => ({ templateId, title: '', credits });

function topic(change: Partial<TopicView> = {}): TopicView {
  return {
    topic: 'due',
    label: '保养与到期提醒',
    hint: '',
    on: true,
    channels: [way('subscribe'), way('official_account', true, '尚未关注公众号'), way('sms')],
    credits: 2,
    templates: [template('a', 1), template('b', 1)],
    ...change,
  };
}

describe('wishes', () => {
  it('say how many reminders are left, and what to do when none is', () => {
    expect(sayWay(topic(), way('subscribe'), true)).toBe('还能给您发 2 次微信提醒');
    expect(sayWay(topic({ credits: 0 }), way('subscribe'), true)).toContain('再收一次');
    expect(sayWay(topic({ credits: 0 }), way('subscribe'), false)).toContain('小程序');
  });

  it('say why a way would not arrive, and that offers by SMS want a yes of their own', () => {
    expect(sayWay(topic(), way('official_account', true, '尚未关注公众号'), true)).toBe('尚未关注公众号');
    expect(sayWay(topic(), way('sms', false), true)).toBe('已关闭');
    expect(sayWay(topic({ topic: 'offers' }), way('sms', false), true)).toContain('单独同意');
  });

  it('leave WeChat reminders out where no template exists', () => {
    expect(shownWays(topic({ templates: [] })).map(({ channel }) => channel)).toEqual([
      'official_account',
      'sms',
    ]);
  });

  it('ask for at most three templates, the emptiest first', () => {
    const templates = [template('a', 3), template('b', 0), template('c', 2), template('d', 1)];
    expect(templatesToAsk(topic({ templates }))).toEqual(['b', 'd', 'c']);
  });

  it('move a switch before the server has answered, and only that one', () => {
    const view = { topics: [topic(), topic({ topic: 'health' })] } as PreferenceView;
    const changed = withChange(view, { topic: 'health', channels: { sms: false } });
    expect(changed.topics.map(({ channels }) => channels.map(({ on }) => on))).toEqual([
      [true, true, true],
      [true, true, false],
    ]);
    expect(withChange(view, { topic: 'due', on: false }).topics.map(({ on }) => on)).toEqual([false, true]);
    expect(withChange(view, null)).toBe(view);
  });
});
