import { caseLevelLabel, caseLevels, lowTalkScore, talkQuestions } from '@cheban/contracts/constants';
import { Form, Input, Segmented, Switch } from 'antd';
import { type OutcomeFields, talkComplaint } from './outcome.js';

/** What opens a complaint case: how bad, and the owner's own words; of a talk they stand in an answer already. */
export function ComplaintFields({ answered = '' }: { answered?: string | undefined }) {
  return (
    <>
      <Form.Item name="level" label="程度">
        <Segmented options={caseLevels.map((value) => ({ value, label: caseLevelLabel[value] }))} />
      </Form.Item>
      <Form.Item
        name="text"
        label="车主的原话"
        rules={[
          answered.length >= 2
            ? { min: 2, message: '请填写车主的意见' }
            : { required: true, whitespace: true, min: 2, message: '请填写车主的意见' },
        ]}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          placeholder={answered ? `不填就记：${answered}` : undefined}
          data-testid="call-complaint"
        />
      </Form.Item>
    </>
  );
}

/** Without a value the first choice would stand there as if it were chosen, and could not be. */
export const noneChosen = (value?: string | number) => ({ value: value ?? null });

const scores = Array.from({ length: 10 }, (_, index) => index + 1);

/** The few questions of every talk face to face; a low score proposes a complaint case. */
export function TalkFields() {
  const form = Form.useFormInstance<OutcomeFields>();
  const score = Form.useWatch('satisfaction', form);
  const complain = Form.useWatch('complain', form);
  const improve = Form.useWatch('improve', form);
  return (
    <>
      <Form.Item
        name="satisfaction"
        label={talkQuestions.satisfaction}
        rules={[{ required: true, message: '请选择分数' }]}
        getValueProps={noneChosen}
      >
        <Segmented
          block
          className="talk-score"
          options={scores.map((value) => ({ value, label: String(value) }))}
          onChange={(value) => form.setFieldValue('complain', Number(value) <= lowTalkScore)}
        />
      </Form.Item>
      <Form.Item name="improve" label={talkQuestions.improve}>
        <Input.TextArea rows={2} maxLength={500} data-testid="talk-improve" />
      </Form.Item>
      <Form.Item name="other" label={talkQuestions.other}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {score !== undefined && (
        <Form.Item
          name="complain"
          label="转投诉处理"
          valuePropName="checked"
          extra={score <= lowTalkScore ? '分数偏低，建议建投诉单跟进。' : undefined}
        >
          <Switch aria-label="转投诉处理" data-testid="talk-complain" />
        </Form.Item>
      )}
      {complain && <ComplaintFields answered={talkComplaint({ improve })} />}
    </>
  );
}
