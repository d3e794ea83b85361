import type { CareRuleBody } from '@cheban/contracts';
import { type CareVariable, isDated, longestText, variablesFor } from '@cheban/contracts/constants';
import { Button, Segmented, Select } from 'antd';
import { VariableText } from '../../../features/care/variable-text.js';
import { showVariables } from '../../../features/care/variables.js';
import { sayAnchor, sayOffset, sayValid } from '../../../features/care/words.js';
import { Icon } from '../../../shared/ui/icon.js';
import { addStage, removeStage, type Stage, withStage } from './draft.js';
import { OffsetField, sidesOf } from './offset-field.js';

/** Text may be so long as it stands, and with every variable at its longest. */
const LIMITS = { title: [40, 60], body: [300, 500] } as const;
const roomOf = (key: keyof typeof LIMITS, text: string) => LIMITS[key][/\{\w+\}/.test(text) ? 1 : 0];

/** Staff choose the days of a rule, unless it speaks once or of something that happens by itself. */
const isMovable = (trigger: CareRuleBody['trigger']) =>
  trigger.type !== 'on_date' && (trigger.type !== 'event' || isDated(trigger));

/** What a stage's title and short text are mostly filled with. */
const among = (trigger: CareRuleBody['trigger'], ...names: CareVariable[]) =>
  variablesFor(trigger).filter((name) => names.includes(name));

function autoHint({ trigger, name }: CareRuleBody): string {
  if (trigger.type === 'due') return '按每辆车的情况生成，例如“约剩480公里，12月6日到期”。';
  return trigger.type === 'event' ? '由系统按当时的情况填写。' : `用规则名称：“${name || '规则名称'}”。`;
}

const validChoices = [0.25, 0.5, 1, 3, 7, 14, 30, 60, 90];

function ValidField({
  days,
  disabled,
  onChange,
}: {
  days: number;
  disabled: boolean;
  onChange(days: number): void;
}) {
  const choices = [...new Set([...validChoices, days])].sort((a, b) => a - b);
  return (
    <Select
      aria-label="多久内仍可发送"
      style={{ width: 130 }}
      disabled={disabled}
      value={days}
      options={choices.map((value) => ({ value, label: sayValid(value) }))}
      onChange={onChange}
    />
  );
}

function StageFields({
  body,
  index,
  shortMax,
  disabled,
  problems,
  onChange,
}: {
  body: CareRuleBody;
  index: number;
  shortMax: number;
  disabled: boolean;
  problems: ReadonlyMap<string, string>;
  onChange(body: CareRuleBody): void;
}) {
  const stage = body.stages[index];
  if (!stage) return null;
  const set = (change: Partial<Stage>) => onChange(withStage(body, index, change));
  const problem = (key: string) => problems.get(`stages.${index}.${key}`);
  const short = stage.short ?? '';
  return (
    <div className="stage-fields">
      {isMovable(body.trigger) && (
        <div className="stage-times">
          <OffsetField
            offset={stage.offset}
            sides={sidesOf(body.trigger)}
            disabled={disabled}
            onChange={(offset) => set({ offset })}
          />
          {body.trigger.type !== 'event' && (
            <span className="row-gap">
              <span className="rule-label">错过后</span>
              <ValidField
                days={stage.validDays}
                disabled={disabled}
                onChange={(validDays) => set({ validDays })}
              />
              <span className="rule-label">仍可补发</span>
            </span>
          )}
        </div>
      )}
      {problem('offset') && <p className="words-problem">{problem('offset')}</p>}
      <VariableText
        label="标题"
        testId="stage-title"
        value={stage.title}
        length={longestText(stage.title)}
        max={roomOf('title', stage.title)}
        variables={among(
          body.trigger,
          'owner',
          'model',
          'days',
          'store',
          'service',
          'step',
          'amount',
          'topic',
        )}
        disabled={disabled}
        problem={problem('title')}
        placeholder="例如 您的爱车快到保养时间了"
        onChange={(title) => set({ title })}
      />
      <VariableText
        label="正文"
        testId="stage-body"
        lines={3}
        value={stage.body}
        length={longestText(stage.body)}
        max={roomOf('body', stage.body)}
        variables={
          body.trigger.type === 'on_date'
            ? variablesFor(body.trigger).filter((name) => name !== 'why')
            : variablesFor(body.trigger)
        }
        disabled={disabled}
        problem={problem('body')}
        placeholder="说清为什么提醒、请车主做什么"
        onChange={(text) => set({ body: text })}
      />
      <div className="stage-short">
        <Segmented
          aria-label="卡片上的一句话"
          size="small"
          disabled={disabled}
          value={stage.short === null ? 'auto' : 'own'}
          options={[
            { value: 'auto', label: '卡片一句话：自动生成' },
            { value: 'own', label: '自己写' },
          ]}
          onChange={(value) => set({ short: value === 'auto' ? null : stage.title.slice(0, shortMax) })}
        />
        {stage.short === null ? (
          <p className="hint">{autoHint(body)}</p>
        ) : (
          <VariableText
            label="卡片上的一句话"
            testId="stage-short"
            value={short}
            length={longestText(short)}
            max={shortMax}
            variables={among(body.trigger, 'model', 'date', 'days', 'service', 'step', 'amount', 'place')}
            disabled={disabled}
            problem={problem('short')}
            onChange={(text) => set({ short: text })}
          />
        )}
      </div>
    </div>
  );
}

/** The times a rule speaks: one line each, the chosen one open with its words. */
export function StageForm({
  body,
  chosen,
  shortMax,
  disabled,
  problems,
  onChoose,
  onChange,
}: {
  body: CareRuleBody;
  chosen: number;
  /** Longest short text that every template of the rule's channels takes. */
  shortMax: number;
  disabled: boolean;
  problems: ReadonlyMap<string, string>;
  onChoose(index: number): void;
  onChange(body: CareRuleBody): void;
}) {
  const order = body.stages
    .map((stage, index) => ({ stage, index }))
    .sort((a, b) => a.stage.offset - b.stage.offset);
  const broken = (index: number) => [...problems.keys()].some((path) => path.startsWith(`stages.${index}.`));
  const repeats = body.trigger.type !== 'on_date';
  const movable = isMovable(body.trigger) && !disabled;
  return (
    <div>
      {repeats && (
        <p className="hint stage-anchor">
          以“{sayAnchor(body.trigger)}”为准。
          {!isMovable(body.trigger) && '什么时候说由系统决定，这里只改文案。'}
        </p>
      )}
      {problems.get('stages') && (
        <p className="words-problem" role="alert">
          {problems.get('stages')}
        </p>
      )}
      <ol className="stages">
        {order.map(({ stage, index }) => (
          <li key={index} className={`stage ${index === chosen ? 'open' : ''}`} data-testid="stage">
            <div className="stage-head">
              <button
                type="button"
                className="stage-toggle"
                aria-expanded={index === chosen}
                onClick={() => onChoose(index)}
              >
                <span className="stage-when num">
                  {repeats ? sayOffset(body.trigger, stage.offset) : sayAnchor(body.trigger)}
                </span>
                <span className="stage-title">{showVariables(stage.title) || '还没有标题'}</span>
                {broken(index) && <Icon name="alert" size={14} title="有内容需要修改" className="text-red" />}
                <Icon name="down" size={14} />
              </button>
              {movable && body.stages.length > 1 && (
                <Button
                  type="text"
                  size="small"
                  aria-label={`删除这次提醒：${sayOffset(body.trigger, stage.offset)}`}
                  icon={<Icon name="close" size={14} />}
                  onClick={() => {
                    onChange(removeStage(body, index));
                    onChoose(
                      Math.max(0, chosen > index || chosen === body.stages.length - 1 ? chosen - 1 : chosen),
                    );
                  }}
                />
              )}
            </div>
            {index === chosen && (
              <StageFields
                body={body}
                index={index}
                shortMax={shortMax}
                disabled={disabled}
                problems={problems}
                onChange={onChange}
              />
            )}
          </li>
        ))}
      </ol>
      {movable && body.stages.length < 12 && (
        <Button
          size="small"
          icon={<Icon name="plus" size={14} />}
          data-testid="stage-add"
          onClick={() => {
            onChange(addStage(body));
            onChoose(body.stages.length);
          }}
        >
          再加一次提醒
        </Button>
      )}
    </div>
  );
}
