import { releaseKindLabel, releaseKinds } from '@cheban/contracts/constants';
import { Form, InputNumber, Radio } from 'antd';
import {
  type Audience,
  AudiencePanel,
  DaysField,
  LimitFields,
} from '../../features/campaign/people-panels.js';
import { Panel } from '../../shared/ui/page.js';
import type { PlanDraft } from './plan.js';

/** Third step: who may take part, how often they win, and when it is handed out. */
export function PeopleFields({ draft, audience }: { draft: PlanDraft; audience: Audience }) {
  return (
    <div className="stack">
      <AudiencePanel title="谁能抢" audience={audience} />
      <Panel title="每人能抢多少" extra={<span className="small">留空就是不限；每波每人总是一份</span>}>
        <div className="fields">
          <LimitFields />
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
            <DaysField name="arriveWithinDays" label="多少天内到店有效" max={90} />
          )}
          <DaysField name="attributionDays" label="多少天内到店算带回" max={180} />
        </div>
      </Panel>
    </div>
  );
}
