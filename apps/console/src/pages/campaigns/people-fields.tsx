import type { CampaignPlan, Segment } from '@cheban/contracts';
import { releaseKindLabel, releaseKinds } from '@cheban/contracts/constants';
import { Form, InputNumber, Radio } from 'antd';
import { AudienceBuilder } from '../../features/care/audience-builder.js';
import { useFieldValues } from '../../features/care/queries.js';
import { Panel } from '../../shared/ui/page.js';
import type { PlanDraft } from './plan.js';

const limits = [
  ['perPerson', '每人最多'],
  ['perPhone', '每个手机号最多'],
  ['perCar', '每辆车最多'],
] as const;

/** Third step: who may take part, how often they win, and when it is handed out. */
export function PeopleFields({
  draft,
  segment,
  unfinished,
  onSegment,
}: {
  draft: PlanDraft;
  segment: CampaignPlan['segment'];
  unfinished: number;
  onSegment(segment: Segment | null, unfinished: number): void;
}) {
  const values = useFieldValues();
  return (
    <div className="stack">
      <Panel title="谁能抢" extra={<span className="small">不加条件就是门店的全部车主</span>}>
        <AudienceBuilder initial={segment} values={values} onChange={onSegment} />
        {unfinished > 0 && (
          <p className="text-red" role="alert">
            还有 {unfinished} 个条件没填完
          </p>
        )}
      </Panel>
      <Panel title="每人能抢多少" extra={<span className="small">留空就是不限；每波每人总是一份</span>}>
        <div className="fields">
          {limits.map(([name, label]) => (
            <Form.Item key={name} name={name} label={label}>
              <InputNumber
                min={1}
                max={50}
                precision={0}
                suffix="份"
                placeholder="不限"
                style={{ width: '100%' }}
              />
            </Form.Item>
          ))}
          <Form.Item
            name="oddsPercent"
            label="每次点击抢中的机会"
            rules={[{ required: true, message: '请填写抢中的机会' }]}
          >
            <InputNumber min={0.0001} max={100} suffix="%" style={{ width: '100%' }} />
          </Form.Item>
        </div>
      </Panel>
      <Panel title="什么时候发">
        <Form.Item name="release" label="发放">
          <Radio.Group options={releaseKinds.map((value) => ({ value, label: releaseKindLabel[value] }))} />
        </Form.Item>
        <div className="fields">
          {draft.release === 'at_check_in' && (
            <Form.Item
              name="arriveWithinDays"
              label="多少天内到店有效"
              rules={[{ required: true, message: '请填写天数' }]}
            >
              <InputNumber min={1} max={90} precision={0} suffix="天" style={{ width: '100%' }} />
            </Form.Item>
          )}
          <Form.Item
            name="attributionDays"
            label="多少天内到店算带回"
            rules={[{ required: true, message: '请填写天数' }]}
          >
            <InputNumber min={1} max={180} precision={0} suffix="天" style={{ width: '100%' }} />
          </Form.Item>
        </div>
      </Panel>
    </div>
  );
}
