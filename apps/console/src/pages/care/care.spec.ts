import type { CareRuleBody, CareRuleDetail, CareRuleRow } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { cardChannel, whyNoCard, whyNoSms } from './rule/card-words.js';
import { diffRules, diffText } from './rule/diff.js';
import {
  addStage,
  editionBefore,
  finished,
  freeOffset,
  moveChannel,
  newRule,
  sameRule,
  withTrigger,
} from './rule/draft.js';
import { problemsOfDraft, problemsOfServer, shortMaxOf } from './rule/problems.js';
import { changesOf, groupRules } from './rules-list.js';

const stage = (offset: number, words: Partial<CareRuleBody['stages'][number]> = {}) => ({
  offset,
  validDays: 7,
  title: '车险快到期了',
  body: '{why}。提前办理更从容。',
  short: null,
  ...words,
});
const rule: CareRuleBody = {
  name: '续保',
  trigger: { type: 'due', due: 'insurance' },
  kind: 'insurance_due',
  class: 'care',
  tellAt: '09:30',
  actionLabel: '预约到店办理',
  stages: [stage(-30), stage(-7)],
  channels: ['subscribe', 'official_account', 'sms'],
  audience: null,
};
const detail = {
  builtIn: true,
  trigger: rule.trigger,
  kind: rule.kind,
  class: rule.class,
  body: rule,
} as const;
const around = { detail, fields: [], today: '2026-11-22', unfinished: 0 };

describe('draft of a rule', () => {
  it('adds a stage on a free day and never leaves the range', () => {
    expect(addStage(rule).stages.map(({ offset }) => offset)).toEqual([-30, -7, 0]);
    expect(freeOffset([stage(1095), stage(1094)], rule.trigger)).toBe(1093);
    expect(freeOffset([stage(-1), stage(0)], { type: 'event', event: 'activity' })).toBe(-2);
  });
  it('is the same rule whatever the order of stages, keys and blanks', () => {
    const shuffled = { ...rule, name: ' 续保 ', stages: [stage(-7), stage(-30, { short: ' ' })] };
    expect(sameRule(rule, shuffled)).toBe(true);
    expect(sameRule(rule, { ...rule, tellAt: '10:00' })).toBe(false);
    expect(finished(shuffled).stages.map(({ offset }) => offset)).toEqual([-30, -7]);
  });
  it('moves channels within the list only', () => {
    expect(moveChannel(rule.channels, 'sms', -1)).toEqual(['subscribe', 'sms', 'official_account']);
    expect(moveChannel(rule.channels, 'sms', 1)).toEqual(rule.channels);
    expect(moveChannel(rule.channels, 'call_task', -1)).toEqual(rule.channels);
  });
  it('keeps stages that fit another trigger', () => {
    const day = newRule('2026-11-22');
    const series = withTrigger(day, { type: 'since_sold' });
    expect(series.stages[0]?.offset).toBe(3);
    const wide = { ...series, stages: [stage(-2), stage(5)] };
    expect(withTrigger(wide, { type: 'on_date', on: '2026-12-01' }).stages).toHaveLength(1);
  });
  it('finds the edition that was in force before, of the same scope', () => {
    const edition = (version: number, scope: 'group' | 'store', state: string) =>
      ({ version, scope, state }) as CareRuleDetail['editions'][number];
    const all = [
      edition(4, 'store', 'submitted'),
      edition(3, 'store', 'rejected'),
      edition(2, 'store', 'live'),
      edition(9, 'group', 'live'),
    ];
    expect(editionBefore(edition(4, 'store', 'submitted'), all)).toBe(all[2]);
    expect(editionBefore(edition(1, 'group', 'live'), all)).toBeNull();
  });
});

describe('problems of a draft', () => {
  it('has none for a rule that is well', () => {
    expect(problemsOfDraft(rule, around).size).toBe(0);
  });
  it('names empty, doubled and too long places', () => {
    const bad = {
      ...rule,
      name: ' ',
      stages: [stage(-7, { title: '' }), stage(-7), stage(-1, { short: '{model}的车险就要到期了，请留意' })],
    };
    const problems = problemsOfDraft(bad, {
      ...around,
      unfinished: 2,
      fields: [
        { channel: 'subscribe', key: 'thing4', type: 'thing', word: 'reason', label: '提醒', max: 20 },
      ],
    });
    expect([...problems.keys()].sort()).toEqual([
      'audience',
      'name',
      'stages.0.title',
      'stages.1.offset',
      'stages.2.short',
    ]);
  });
  it('knows what WeChat forbids', () => {
    const wish = { ...rule, kind: 'birthday', trigger: { type: 'due', due: 'birthday' } } as CareRuleBody;
    const problems = problemsOfDraft(
      { ...wish, stages: [stage(0, { body: '生日快乐，到店享 8 折优惠' })] },
      { ...around, detail: { ...detail, kind: wish.kind, trigger: wish.trigger, body: wish } },
    );
    expect(problems.has('channels')).toBe(true);
    expect(problems.has('stages.0.body')).toBe(true);
  });
  it('lets the words of event rules be changed, and the days of those whose day is known', () => {
    const problemsWith = (event: 'booking' | 'visit', offsets: number[]) => {
      const trigger = { type: 'event', event } as const;
      const body = { ...rule, class: 'service', trigger, stages: [stage(-1), stage(0)] } as CareRuleBody;
      const file = { builtIn: true, trigger, kind: body.kind, class: body.class, body };
      const stages = offsets.map((offset) => stage(offset, { title: '今天见' }));
      return [...problemsOfDraft({ ...body, stages }, { ...around, detail: file }).keys()];
    };
    expect(problemsWith('visit', [-1, 0])).toEqual([]);
    expect(problemsWith('visit', [-2, 0])).toEqual(['stages']);
    expect(problemsWith('booking', [-3, 0])).toEqual([]);
    expect(problemsWith('booking', [1])).toEqual(['stages']);
    expect(problemsWith('booking', [-31])).toEqual(['stages']);
  });
  it('puts the sentences of the server at the same places', () => {
    const found = problemsOfServer([
      { path: 'body.body.stages.0.title', message: 'a' },
      { path: 'body.audience.all.0', message: 'b' },
      { path: 'tellAt', message: 'c' },
    ]);
    expect([...found.keys()]).toEqual(['stages.0.title', 'audience', 'tellAt']);
  });
  it('takes the narrowest template of the channels in use', () => {
    const field = (channel: 'subscribe' | 'sms', max: number) => ({
      channel,
      key: 'k',
      type: 'thing',
      word: 'reason',
      label: 'x',
      max,
    });
    expect(shortMaxOf(rule, [])).toBe(20);
    expect(shortMaxOf(rule, [field('subscribe', 12), field('sms', 16)])).toBe(12);
    expect(shortMaxOf({ ...rule, channels: ['sms'] }, [field('subscribe', 12)])).toBe(20);
  });
});

describe('phone beside the rule', () => {
  const field = (channel: 'subscribe' | 'official_account' | 'sms') =>
    ({ channel, key: 'thing1', label: '说明', word: 'reason', type: 'thing', max: 20 }) as const;

  it('shows the card of the first WeChat channel in use, never the fields of a text message', () => {
    const all = [field('sms'), field('official_account'), field('subscribe')];
    expect(cardChannel(rule, all)).toBe('subscribe');
    expect(cardChannel({ ...rule, channels: ['sms', 'official_account'] }, all)).toBe('official_account');
    expect(cardChannel({ ...rule, channels: ['sms'] }, all)).toBeNull();
    expect(cardChannel(rule, [field('sms')])).toBeNull();
  });
  it('tells what WeChat forbids, what nobody chose, what was lost and what was never set apart', () => {
    expect(whyNoCard({ ...rule, kind: 'birthday' }, [])).toMatchObject({ mend: false });
    expect(whyNoCard({ ...rule, kind: 'birthday' }, []).text).toContain('没有祝福类');
    expect(whyNoCard({ ...rule, channels: ['sms'] }, ['sms']).text).toContain('没有选微信渠道');
    expect(whyNoCard(rule, ['official_account', 'sms'])).toEqual({
      text: '公众号模板消息的模板缺失，已暂停；模板恢复后，卡片会显示在这里。',
      mend: true,
    });
    expect(whyNoCard(rule, []).text).toContain('还没有设置微信模板');
  });
  it('says why no text message goes out', () => {
    expect(whyNoSms(rule, [field('sms')], [])).toBeNull();
    expect(whyNoSms({ ...rule, channels: ['subscribe'] }, [field('sms')], [])?.text).toContain(
      '没有选短信渠道',
    );
    expect(whyNoSms(rule, [], ['sms'])?.text).toContain('模板缺失');
    expect(whyNoSms(rule, [], [])?.text).toContain('还没有报备');
  });
});

describe('difference of two editions', () => {
  const join = (pieces: ReturnType<typeof diffText>, without: 'added' | 'removed') =>
    pieces.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');
  it('gives back both texts', () => {
    for (const [before, after] of [
      ['提前预约，到店免等待', '提前预约到店，不用等待'],
      ['', '新的'],
      ['旧的', ''],
      ['完全不同的话', 'abc'],
      ['🚗出发', '🚙出发吧'],
    ] as const) {
      const pieces = diffText(before, after);
      expect(join(pieces, 'added')).toBe(before);
      expect(join(pieces, 'removed')).toBe(after);
    }
  });
  it('tells small changes as such and other texts whole', () => {
    expect(diffText('提前预约，到店免等待', '提前预约，到店不用等待')).toEqual([
      { kind: 'same', text: '提前预约，到店' },
      { kind: 'removed', text: '免' },
      { kind: 'added', text: '不用' },
      { kind: 'same', text: '等待' },
    ]);
    expect(diffText('09:30', '10:00').map(({ text }) => text)).toEqual(['09:30', '10:00']);
    expect(diffText('一样的话', '一样的话')).toEqual([{ kind: 'same', text: '一样的话' }]);
    expect(diffText('春天来了', '请带上行驶证')).toEqual([
      { kind: 'removed', text: '春天来了' },
      { kind: 'added', text: '请带上行驶证' },
    ]);
  });
  it('names what changed, came and went', () => {
    const after = { ...rule, tellAt: '10:00', stages: [stage(-30, { title: '车险下月到期' }), stage(-1)] };
    const keys = diffRules(rule, after).map(({ key }) => key);
    expect(keys).toContain('tellAt');
    expect(keys).toContain('-30.title');
    expect(keys).toContain('-1.body');
    expect(keys).toContain('-7.body');
    expect(diffRules(rule, rule)).toEqual([]);
    const campaigns = [{ id: 'c1', title: '周末红包雨' }];
    expect(diffRules(rule, { ...rule, campaignId: 'c1' }, campaigns)).toEqual([
      { key: 'campaign', label: '带上活动', pieces: [{ kind: 'added', text: '周末红包雨' }] },
    ]);
  });
});

describe('list of rules', () => {
  const row = (code: string, state: string, builtIn = true, waiting: object | null = null) =>
    ({ code, state, builtIn, waiting, trigger: rule.trigger }) as unknown as CareRuleRow;
  const rows = [row('a', 'on'), row('b', 'paused'), row('c', 'off', false, {})];
  it('groups by occasion, filters by state, leaves out empty groups', () => {
    expect(groupRules(rows, undefined).map(({ group }) => group)).toEqual(['due', 'custom']);
    expect(groupRules(rows, 'paused').flatMap((entry) => entry.rules)).toEqual([rows[1]]);
    expect(groupRules(rows, 'waiting').flatMap((entry) => entry.rules)).toEqual([rows[2]]);
  });
  it('counts what waits for a template as paused, but not what never waits', () => {
    const lost = { channels: ['subscribe'], whole: true, what: '', text: '' };
    const all = [
      { ...row('care', 'on'), class: 'care', templatePause: lost },
      { ...row('service', 'on'), class: 'service', templatePause: lost },
      { ...row('partly', 'on'), class: 'care', templatePause: { ...lost, whole: false } },
    ] as CareRuleRow[];
    const codes = (filter: 'on' | 'paused') =>
      groupRules(all, filter).flatMap(({ rules }) => rules.map(({ code }) => code));
    expect(codes('paused')).toEqual(['care']);
    expect(codes('on')).toEqual(['service', 'partly']);
  });
  it('offers what fits the state', () => {
    const { trigger } = rule;
    expect(changesOf({ state: 'on', trigger })).toEqual(['pause', 'stop']);
    expect(changesOf({ state: 'paused', trigger })).toEqual(['resume', 'stop']);
    expect(changesOf({ state: 'off', trigger })).toEqual(['start']);
    // Nobody shall stand before a closed door.
    for (const event of ['activity_cancelled', 'booking_confirmed', 'visit_ready'] as const)
      expect(changesOf({ state: 'on', trigger: { type: 'event', event } })).toEqual([]);
    expect(changesOf({ state: 'on', trigger: { type: 'event', event: 'rating_reminder' } })).not.toEqual([]);
  });
});
