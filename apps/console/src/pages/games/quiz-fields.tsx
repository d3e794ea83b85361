import { Button, Form, Input, InputNumber, Radio, Switch } from 'antd';
import { BudgetField } from '../../features/campaign/cost-panel.js';
import { count } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { type GameDraft, gameCost, mostScore } from './draft.js';
import { newBand, newQuestion } from './fresh.js';
import { GamePrizeFields } from './game-prize.js';

const MOST_QUESTIONS = 50;
const MOST_OPTIONS = 6;
const LEAST_OPTIONS = 2;
const MOST_BANDS = 8;

function Options({ place }: { place: number }) {
  const form = Form.useFormInstance();
  const path = ['quiz', 'questions', place, 'right'];
  const right = Form.useWatch(path, form) as number | undefined;
  /** The mark of the right answer stays with its option when one before it goes. */
  const drop = (gone: number, remove: (index: number) => void) => {
    remove(gone);
    if (right !== undefined && right >= gone) form.setFieldValue(path, right === gone ? 0 : right - 1);
  };
  return (
    <Form.List name={[place, 'options']}>
      {(options, { add, remove }) => (
        <Form.Item label="选项，点圆圈选出正确答案" style={{ marginBottom: 16 }}>
          {options.map(({ key, name }) => (
            <div className="option-line" key={key}>
              <Radio
                aria-label={`选项 ${name + 1} 是正确答案`}
                data-testid={`question-${place}-right-${name}`}
                checked={right === name}
                onChange={() => form.setFieldValue(path, name)}
              />
              <Form.Item name={name} rules={[{ required: true, whitespace: true, message: '请填写选项' }]}>
                <Input
                  maxLength={60}
                  aria-label={`第 ${place + 1} 题选项 ${name + 1}`}
                  data-testid={`question-${place}-option-${name}`}
                />
              </Form.Item>
              {options.length > LEAST_OPTIONS && (
                <Button
                  type="text"
                  aria-label={`去掉选项 ${name + 1}`}
                  icon={<Icon name="close" />}
                  onClick={() => drop(name, remove)}
                />
              )}
            </div>
          ))}
          {options.length < MOST_OPTIONS && (
            <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => add('')}>
              加一个选项
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  );
}

function Question({ place, onRemove }: { place: number; onRemove: (() => void) | null }) {
  return (
    <section className="prize-box" aria-label={`第 ${place + 1} 题`} data-testid={`question-${place}`}>
      <Form.Item
        name={[place, 'text']}
        label={`第 ${place + 1} 题`}
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写题目' }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 3 }}
          maxLength={120}
          data-testid={`question-${place}-text`}
          placeholder="例如：仪表盘亮起红色机油壶，应该怎么做？"
        />
      </Form.Item>
      <Form.Item name={[place, 'right']} hidden>
        <InputNumber />
      </Form.Item>
      <Options place={place} />
      <div className="fields">
        <Form.Item name={[place, 'points']} label="分值" rules={[{ required: true, message: '请填写分值' }]}>
          <InputNumber min={1} max={100} precision={0} suffix="分" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={[place, 'explain']} label="解析（答完后看到）" className="wide">
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={200} />
        </Form.Item>
      </div>
      {onRemove && (
        <Button size="small" type="text" danger style={{ marginBottom: 8 }} onClick={onRemove}>
          去掉这一题
        </Button>
      )}
    </section>
  );
}

function Bands({ draft }: { draft: GameDraft }) {
  const most = mostScore(draft.quiz);
  const bands = draft.quiz?.bands ?? [];
  return (
    <Panel
      title="按分数发奖"
      extra={<span className="small">满分 {count(most)} 分；一档发完，落到下一档</span>}
    >
      <BudgetField cost={gameCost(draft)} budgetFen={draft.budgetFen ?? 0} testId="game-budget" />
      <Form.List name={['quiz', 'bands']}>
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }) => (
              <section className="prize-box" key={key} aria-label={`第 ${name + 1} 档`}>
                <Form.Item
                  name={[name, 'fromScore']}
                  label="达到多少分"
                  style={{ maxWidth: 160 }}
                  rules={[
                    { required: true, message: '请填写分数' },
                    { type: 'number', max: most, message: `满分只有 ${most} 分` },
                  ]}
                >
                  <InputNumber
                    min={0}
                    precision={0}
                    suffix="分"
                    style={{ width: '100%' }}
                    data-testid={`band-${name}-score`}
                  />
                </Form.Item>
                <GamePrizeFields within={[name]} prize={bands[name]?.prize} testId={`band-${name}-prize`} />
                {items.length > 1 && (
                  <Button
                    size="small"
                    type="text"
                    danger
                    style={{ marginBottom: 8 }}
                    onClick={() => remove(name)}
                  >
                    去掉这一档
                  </Button>
                )}
              </section>
            ))}
            {items.length < MOST_BANDS && (
              <Button
                block
                type="dashed"
                icon={<Icon name="plus" size={14} />}
                onClick={() => add({ ...newBand, fromScore: most })}
              >
                再加一档
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Panel>
  );
}

/** Second step of a quiz: its time, its questions, and what a score is worth. */
export function QuizFields({ draft }: { draft: GameDraft }) {
  return (
    <div className="stack">
      <Panel title="出题" extra={<span className="small">题目逐题下发，答完才公布答案</span>}>
        <div className="fields">
          <Form.Item
            name={['quiz', 'secondsPerQuestion']}
            label="每题限时"
            rules={[{ required: true, message: '请填写时间' }]}
          >
            <InputNumber min={5} max={300} precision={0} suffix="秒" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name={['quiz', 'secondsInAll']}
            label="总限时"
            rules={[{ required: true, message: '请填写时间' }]}
          >
            <InputNumber min={10} max={3_600} precision={0} suffix="秒" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={['quiz', 'shuffle']} label="每人题序不同" valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <Form.List name={['quiz', 'questions']}>
          {(items, { add, remove }) => (
            <>
              {items.map(({ key, name }) => (
                <Question key={key} place={name} onRemove={items.length > 1 ? () => remove(name) : null} />
              ))}
              {items.length < MOST_QUESTIONS && (
                <Button
                  block
                  type="dashed"
                  icon={<Icon name="plus" size={14} />}
                  data-testid="question-add"
                  onClick={() => add(newQuestion())}
                >
                  再加一题
                </Button>
              )}
            </>
          )}
        </Form.List>
      </Panel>
      <Bands draft={draft} />
    </div>
  );
}
