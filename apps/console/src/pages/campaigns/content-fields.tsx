import { Button, Form, Input, Select } from 'antd';
import { useWorkplace } from '../../app/me.js';
import { Panel } from '../../shared/ui/page.js';

/** What platform rules want owners to be told; a start to write from. */
const RULES = `1. 到点打开活动页，点“抢”即可；每人每波限一份，抢完为止。
2. 现金红包由微信发放，请在 24 小时内点“收款”，过期退回。
3. 中奖机会和奖品数量如页面所示，与分享、点赞无关。
4. 同一人、同一手机号、同一辆车合并计算；用脚本抢的不算。
5. 有疑问请联系门店。`;

/** First step: the words that owners read, and the stores. */
export function ContentFields() {
  const { me } = useWorkplace();
  const form = Form.useFormInstance();
  return (
    <Panel title="写内容">
      <Form.Item
        name="title"
        label="活动名称"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写活动名称，至少 2 个字' }]}
      >
        <Input maxLength={20} showCount data-testid="campaign-title" placeholder="例如：周五八点抢红包" />
      </Form.Item>
      <Form.Item name="subtitle" label="副标题">
        <Input
          maxLength={30}
          showCount
          data-testid="campaign-subtitle"
          placeholder="例如：感谢您一年的信任"
        />
      </Form.Item>
      <Form.Item
        name="storeIds"
        label="参加的门店"
        rules={[{ required: true, type: 'array', min: 1, message: '请选择门店' }]}
      >
        <Select
          mode="multiple"
          data-testid="campaign-stores"
          disabled={me.stores.length === 1}
          options={me.stores.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="rulesText"
        label={
          <span>
            活动规则（车主抢之前会看到）{' '}
            <Button size="small" type="link" onClick={() => form.setFieldsValue({ rulesText: RULES })}>
              用标准规则
            </Button>
          </span>
        }
        rules={[{ required: true, whitespace: true, min: 10, message: '请写清活动规则，至少 10 个字' }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 6, maxRows: 16 }}
          maxLength={2_000}
          data-testid="campaign-rules"
        />
      </Form.Item>
    </Panel>
  );
}
