import { LEAST_CASH_FEN, MOST_WAVES, splitKindLabel, splitKinds } from '@cheban/contracts/constants';
import { Button, Form, InputNumber, Select } from 'antd';
import { BudgetField } from '../../features/campaign/cost-panel.js';
import { PrizeFields } from '../../features/campaign/prize-fields.js';
import { plusMinutes } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { Panel } from '../../shared/ui/page.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { newPrize, newWave } from './fresh.js';
import { eachText, type PlanDraft, waveCost } from './plan.js';

const MOST_PRIZES = 6;

function Prize({
  at,
  draft,
  onRemove,
}: {
  at: [number, number];
  draft: PlanDraft;
  onRemove: (() => void) | null;
}) {
  const [wave, place] = at;
  const prize = draft.waves?.[wave]?.prizes?.[place];
  const kind = prize?.kind ?? 'cash';
  const one = (name: string) => [place, name];
  const test = (name: string) => `prize-${wave}-${place}-${name}`;
  return (
    <div className="prize-box" data-testid={`prize-${wave}-${place}`}>
      <PrizeFields
        name={one}
        kind={kind}
        most={100_000}
        testId={test}
        cash={
          <>
            <Form.Item name={one('split')} label="怎么分">
              <Select options={splitKinds.map((value) => ({ value, label: splitKindLabel[value] }))} />
            </Form.Item>
            <Form.Item
              name={one('totalFen')}
              label="总额"
              rules={[{ required: true, message: '请填写总额' }]}
              extra={eachText(prize)}
            >
              <YuanField testId={test('total')} />
            </Form.Item>
            {prize?.split === 'random' && (
              <Form.Item
                name={one('minFen')}
                label="最少一份"
                rules={[
                  {
                    required: true,
                    type: 'number',
                    min: LEAST_CASH_FEN,
                    message: `至少 ${yuan(LEAST_CASH_FEN)}`,
                  },
                ]}
              >
                <YuanField />
              </Form.Item>
            )}
          </>
        }
      />
      {onRemove && (
        <Button size="small" type="text" danger style={{ marginBottom: 8 }} onClick={onRemove}>
          去掉这种奖品
        </Button>
      )}
    </div>
  );
}

/** Second step: the budget, the waves and their prizes. */
export function WavesFields({ draft }: { draft: PlanDraft }) {
  const cost = (draft.waves ?? []).reduce((sum, wave) => sum + waveCost(wave), 0);
  return (
    <Panel title="定奖品" extra={<span className="small">到点开抢，时间以服务器为准</span>}>
      <BudgetField cost={cost} budgetFen={draft.budgetFen ?? 0} testId="campaign-budget" />
      <Form.List name="waves">
        {(waves, { add, remove }) => (
          <>
            {waves.map(({ key, name: wave }) => (
              <section className="wave-box" key={key} aria-label={`第 ${wave + 1} 波`}>
                <div className="wave-head">
                  <h3>第 {wave + 1} 波</h3>
                  {waves.length > 1 && (
                    <Button size="small" type="text" danger onClick={() => remove(wave)}>
                      去掉这一波
                    </Button>
                  )}
                </div>
                <div className="fields wave-times">
                  <Form.Item
                    name={[wave, 'startsAt']}
                    label="开抢时间"
                    rules={[{ required: true, message: '请选择开抢时间' }]}
                  >
                    <InstantField label="开抢时间" steps={[30, 60, 120]} />
                  </Form.Item>
                  <Form.Item
                    name={[wave, 'minutes']}
                    label="持续"
                    rules={[{ required: true, message: '请填写时长' }]}
                  >
                    <InputNumber min={1} max={1_440} precision={0} suffix="分钟" style={{ width: '100%' }} />
                  </Form.Item>
                </div>
                <Form.List name={[wave, 'prizes']}>
                  {(prizes, prizeList) => (
                    <>
                      {prizes.map((prize) => (
                        <Prize
                          key={prize.key}
                          at={[wave, prize.name]}
                          draft={draft}
                          onRemove={prizes.length > 1 ? () => prizeList.remove(prize.name) : null}
                        />
                      ))}
                      {prizes.length < MOST_PRIZES && (
                        <Button
                          size="small"
                          type="dashed"
                          style={{ marginBottom: 12 }}
                          icon={<Icon name="plus" size={14} />}
                          onClick={() => prizeList.add(newPrize)}
                        >
                          再加一种奖品
                        </Button>
                      )}
                    </>
                  )}
                </Form.List>
              </section>
            ))}
            {waves.length < MOST_WAVES && (
              <Button
                block
                type="dashed"
                style={{ marginTop: 12 }}
                icon={<Icon name="plus" size={14} />}
                data-testid="wave-add"
                onClick={() => {
                  const before = draft.waves?.at(-1);
                  add(
                    before?.startsAt
                      ? { ...before, startsAt: plusMinutes(before.startsAt, 24 * 60) }
                      : newWave(),
                  );
                }}
              >
                再加一波（照上一波，晚一天）
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Panel>
  );
}
