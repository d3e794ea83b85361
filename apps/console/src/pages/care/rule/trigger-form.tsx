import type { CareRuleBody, CareRuleDetail, CareTrigger } from '@cheban/contracts';
import {
  careHolidayLabel,
  careHolidays,
  customKinds,
  isDated,
  type MessageClass,
  messageClassLabel,
  messageKindLabel,
} from '@cheban/contracts/constants';
import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { hasHour, sayAnchor } from '../../../features/care/words.js';
import { addDays, today } from '../../../shared/format/time.js';
import { ClockField } from '../../../shared/ui/clock-field.js';
import { DateField } from '../../../shared/ui/day-nav.js';
import { withTrigger } from './draft.js';

/** Label, field and what is wrong with it, in one block. */
export function Field({
  label,
  problem,
  hint,
  children,
  wide = false,
}: {
  label: string;
  problem?: string | undefined;
  hint?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  return (
    <div className={`rule-field ${wide ? 'wide' : ''}`}>
      <span className="rule-label">{label}</span>
      {children}
      {problem ? (
        <p className="words-problem" role="alert">
          {problem}
        </p>
      ) : (
        hint && <p className="hint">{hint}</p>
      )}
    </div>
  );
}

const classHint: Record<MessageClass, string> = {
  service: '关于预约、维修和报名，随时发送，不占每日次数。',
  care: '关于爱车，每人每天最多 1 条，避开免打扰时段。',
  marketing: '每人每周最多 2 条，不走公众号，短信需车主同意。',
};

const triggers = [
  { value: 'on_date', label: '指定日期' },
  { value: 'since_sold', label: '交车后' },
  { value: 'holiday', label: '节日' },
] as const;

function triggerOf(type: (typeof triggers)[number]['value']): CareTrigger {
  if (type === 'on_date') return { type, on: addDays(today(), 7) };
  return type === 'holiday' ? { type, holiday: 'spring_festival' } : { type };
}

function OwnTrigger({ body, onChange }: { body: CareRuleBody; onChange(body: CareRuleBody): void }) {
  const { trigger } = body;
  return (
    <div className="row-gap">
      <Segmented
        aria-label="从哪天算起"
        value={trigger.type as (typeof triggers)[number]['value']}
        options={[...triggers]}
        onChange={(type) => onChange(withTrigger(body, triggerOf(type)))}
      />
      {trigger.type === 'on_date' && (
        <DateField
          placeholder="发送日期"
          value={trigger.on}
          onChange={(on) => on && onChange(withTrigger(body, { type: 'on_date', on }))}
        />
      )}
      {trigger.type === 'holiday' && (
        <Select
          aria-label="节日"
          value={trigger.holiday}
          style={{ minWidth: 110 }}
          options={careHolidays.map((value) => ({ value, label: careHolidayLabel[value] }))}
          onChange={(holiday) => onChange(withTrigger(body, { type: 'holiday', holiday }))}
        />
      )}
    </div>
  );
}

function quietWords(limits: CareRuleDetail['limits'] | null): string {
  if (limits === null) return '免打扰时段内会顺延到早上。';
  return limits.quiet === null
    ? '没有设免打扰时段。'
    : `免打扰 ${limits.quiet.from}–${limits.quiet.to} 内会顺延到早上。`;
}

const fixedHint = ({ type }: CareTrigger) =>
  type === 'event' ? '事情发生时由系统安排，不能修改。' : '系统按每辆车的档案推算，不能修改。';

function hourHint({ trigger, class: messageClass }: CareRuleBody, limits: CareRuleDetail['limits'] | null) {
  if (isDated(trigger)) return '用于提前的日子；当天几点说，由系统按开始时间安排。';
  // Messages of service wait for no morning.
  return messageClass === 'service' ? undefined : quietWords(limits);
}

/** What a rule is called, what it counts from and when on the day it speaks. Built-in rules keep their occasion. */
export function TriggerForm({
  body,
  builtIn,
  limits,
  disabled,
  problems,
  onChange,
}: {
  body: CareRuleBody;
  builtIn: boolean;
  /** Null for a rule that does not exist yet. */
  limits: CareRuleDetail['limits'] | null;
  disabled: boolean;
  problems: ReadonlyMap<string, string>;
  onChange(body: CareRuleBody): void;
}) {
  return (
    <div className="rule-grid">
      <Field label="名称（只有同事看到）" problem={problems.get('name')}>
        <Input
          aria-label="名称"
          data-testid="rule-name"
          value={body.name}
          maxLength={20}
          disabled={disabled}
          onChange={(event) => onChange({ ...body, name: event.target.value })}
        />
      </Field>
      <Field
        label="从哪天算起"
        problem={problems.get('trigger')}
        hint={builtIn ? fixedHint(body.trigger) : undefined}
      >
        {builtIn || disabled ? (
          <p className="rule-fixed">{sayAnchor(body.trigger)}</p>
        ) : (
          <OwnTrigger body={body} onChange={onChange} />
        )}
      </Field>
      {!builtIn && (
        <Field label="消息类型" problem={problems.get('kind')} hint="决定使用哪一套微信模板。">
          <Select
            aria-label="消息类型"
            disabled={disabled}
            value={body.kind}
            options={customKinds.map((value) => ({ value, label: messageKindLabel[value] }))}
            onChange={(kind) => onChange({ ...body, kind })}
          />
        </Field>
      )}
      <Field label="类别" problem={problems.get('class')} hint={classHint[body.class]}>
        {builtIn || disabled ? (
          <p className="rule-fixed">{messageClassLabel[body.class]}</p>
        ) : (
          <Segmented
            aria-label="类别"
            value={body.class}
            options={(['care', 'marketing'] as const).map((value) => ({
              value,
              label: messageClassLabel[value],
            }))}
            onChange={(value) => onChange({ ...body, class: value })}
          />
        )}
      </Field>
      <Field label="几点发送" problem={problems.get('tellAt')} hint={hourHint(body, limits)}>
        {hasHour(body.trigger) ? (
          <ClockField
            label="几点发送"
            testId="rule-tell-at"
            value={body.tellAt}
            clearable={false}
            disabled={disabled}
            onChange={(tellAt) => tellAt && onChange({ ...body, tellAt })}
          />
        ) : (
          <p className="rule-fixed">发生时马上说</p>
        )}
      </Field>
      <Field label="消息按钮" problem={problems.get('actionLabel')} hint="留空则没有按钮。">
        <Input
          aria-label="消息按钮"
          value={body.actionLabel ?? ''}
          maxLength={10}
          disabled={disabled}
          placeholder="例如 立即预约"
          onChange={(event) => onChange({ ...body, actionLabel: event.target.value || null })}
        />
      </Field>
    </div>
  );
}
