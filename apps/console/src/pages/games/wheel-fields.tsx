import { Button, Form, Input, InputNumber, Switch } from 'antd';
import { BudgetField } from '../../features/campaign/cost-panel.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import { fallbackOf, type GameDraft, gameCost, oddsLeft, partsOf, type SegmentDraft } from './draft.js';
import { newSegment } from './fresh.js';
import { GamePrizeFields } from './game-prize.js';

const MOST_SEGMENTS = 12;
const LEAST_SEGMENTS = 2;

function Segment({
  place,
  draft,
  onRemove,
}: {
  place: number;
  draft: GameDraft;
  onRemove: (() => void) | null;
}) {
  const segment = draft.wheel?.segments?.[place];
  const test = `segment-${place}`;
  return (
    <section className="prize-box" aria-label={`第 ${place + 1} 个扇区`} data-testid={test}>
      <div className="segment-head">
        <Form.Item
          name={[place, 'name']}
          label={`扇区 ${place + 1}`}
          rules={[{ required: true, whitespace: true, message: '请填写扇区文字' }]}
        >
          <Input maxLength={10} data-testid={`${test}-name`} placeholder="例如：免费洗车" />
        </Form.Item>
        <Form.Item
          name={[place, 'oddsPercent']}
          label="概率"
          rules={[{ required: true, message: '请填写概率' }]}
        >
          <InputNumber
            min={0}
            max={100}
            precision={2}
            suffix="%"
            style={{ width: '100%' }}
            data-testid={`${test}-odds`}
          />
        </Form.Item>
        <Form.Item name={[place, 'wins']} label="有奖品" valuePropName="checked">
          <Switch data-testid={`${test}-wins`} />
        </Form.Item>
      </div>
      {segment?.wins && <GamePrizeFields within={[place]} prize={segment.prize} testId={`${test}-prize`} />}
      {onRemove && (
        <Button size="small" type="text" danger style={{ marginBottom: 8 }} onClick={onRemove}>
          去掉这个扇区
        </Button>
      )}
    </section>
  );
}

/** Whether the odds sum up, and one tap that makes them. */
function OddsSum({ draft }: { draft: GameDraft }) {
  const form = Form.useFormInstance();
  const segments = draft.wheel?.segments ?? [];
  const left = oddsLeft(segments);
  const fallback = fallbackOf(segments);
  const rest = segments[fallback];
  const fits = fallback >= 0 && partsOf(rest?.oddsPercent) + partsOf(left) >= 0;
  if (left === 0)
    return (
      <p className="odds-sum" data-testid="odds-sum">
        <Tag tone="green" icon="check">
          概率合计 100%
        </Tag>
        <span className="muted small">
          奖品发完后，转到它会停在“{rest?.name || '第一个没有奖品的扇区'}”。
        </span>
      </p>
    );
  return (
    <p className="odds-sum" role="alert" data-testid="odds-sum">
      <Tag tone="red" icon="alert">
        {left > 0 ? `概率合计还差 ${left}%` : `概率合计超出 ${-left}%`}
      </Tag>
      {fits && (
        <Button
          size="small"
          data-testid="odds-rest"
          onClick={() =>
            form.setFieldValue(
              ['wheel', 'segments', fallback, 'oddsPercent'],
              Math.round(((rest?.oddsPercent ?? 0) + left) * 100) / 100,
            )
          }
        >
          {left > 0 ? '余下的给' : '从'}“{rest?.name || `扇区 ${fallback + 1}`}”{left > 0 ? '' : '里减'}
        </Button>
      )}
    </p>
  );
}

/** Second step of a wheel: its segments with odds that sum up to the whole, its prizes, its tries. */
export function WheelFields({ draft }: { draft: GameDraft }) {
  return (
    <Panel title="排转盘" extra={<span className="small">从正上方起，顺时针排列</span>}>
      <BudgetField cost={gameCost(draft)} budgetFen={draft.budgetFen ?? 0} testId="game-budget" />
      <div className="fields">
        <Form.Item
          name={['wheel', 'triesPerDay']}
          label="每人每天几次"
          rules={[{ required: true, message: '请填写次数' }]}
        >
          <InputNumber min={1} max={20} precision={0} suffix="次" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={['wheel', 'triesInAll']} label="整个活动最多">
          <InputNumber
            min={1}
            max={200}
            precision={0}
            suffix="次"
            placeholder="不限"
            style={{ width: '100%' }}
          />
        </Form.Item>
      </div>
      <Form.List
        name={['wheel', 'segments']}
        rules={[
          {
            validator: (_, segments: SegmentDraft[] | undefined) =>
              oddsLeft(segments) === 0
                ? Promise.resolve()
                : Promise.reject(new Error('各扇区概率合计要正好 100%')),
          },
          {
            validator: (_, segments: SegmentDraft[] | undefined) =>
              fallbackOf(segments) >= 0
                ? Promise.resolve()
                : Promise.reject(new Error('至少留一个没有奖品的扇区，例如“谢谢参与”')),
          },
        ]}
      >
        {(segments, { add, remove }, { errors }) => (
          <>
            {segments.map(({ key, name }) => (
              <Segment
                key={key}
                place={name}
                draft={draft}
                onRemove={segments.length > LEAST_SEGMENTS ? () => remove(name) : null}
              />
            ))}
            {segments.length < MOST_SEGMENTS && (
              <Button
                block
                type="dashed"
                icon={<Icon name="plus" size={14} />}
                data-testid="segment-add"
                onClick={() => add(newSegment)}
              >
                再加一个扇区
              </Button>
            )}
            <OddsSum draft={draft} />
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </Panel>
  );
}
