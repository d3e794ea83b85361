import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useWorkplace } from '../../app/me.js';
import { Panel } from '../../shared/ui/page.js';

/** First step of a plan: the words that owners read, and the stores. */
export function WordsFields({
  standardRules,
  placeholders,
  rulesNote,
  testId,
  children,
}: {
  /** What platform rules want owners to be told; a start to write from. */
  standardRules: () => string;
  placeholders: { title: string; subtitle: string };
  /** When owners see the rules. */
  rulesNote: string;
  /** Begins the names of the fields for tests: `campaign` makes `campaign-title`. */
  testId: string;
  /** More fields, between the stores and the rules. */
  children?: ReactNode;
}) {
  const { me } = useWorkplace();
  const form = Form.useFormInstance();
  return (
    <Panel title="写内容">
      <Form.Item
        name="title"
        label="活动名称"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写活动名称，至少 2 个字' }]}
      >
        <Input
          maxLength={20}
          showCount
          data-testid={`${testId}-title`}
          placeholder={`例如：${placeholders.title}`}
        />
      </Form.Item>
      <Form.Item name="subtitle" label="副标题">
        <Input
          maxLength={30}
          showCount
          data-testid={`${testId}-subtitle`}
          placeholder={`例如：${placeholders.subtitle}`}
        />
      </Form.Item>
      <Form.Item
        name="storeIds"
        label="参加的门店"
        rules={[{ required: true, type: 'array', min: 1, message: '请选择门店' }]}
      >
        <Select
          mode="multiple"
          data-testid={`${testId}-stores`}
          disabled={me.stores.length === 1}
          options={me.stores.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {children}
      <Form.Item
        name="rulesText"
        label={
          <span>
            活动规则（{rulesNote}）{' '}
            <Button
              size="small"
              type="link"
              onClick={() => form.setFieldsValue({ rulesText: standardRules() })}
            >
              用标准规则
            </Button>
          </span>
        }
        rules={[{ required: true, whitespace: true, min: 10, message: '请写清活动规则，至少 10 个字' }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 6, maxRows: 16 }}
          maxLength={2_000}
          data-testid={`${testId}-rules`}
        />
      </Form.Item>
    </Panel>
  );
}
