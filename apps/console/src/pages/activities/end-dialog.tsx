import type { StaffSessionView } from '@cheban/contracts';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { activityAreas } from '../../features/activity/queries.js';
import { sessionWhen } from '../../features/activity/session-words.js';
import { partiesOf } from '../../features/activity/told.js';
import { MANY_PEOPLE, TypedNumber, typedRight } from '../../features/care/typed-number.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';

const reasons = ['报名人数不足', '天气原因', '讲师临时有事', '场地临时不可用'];

/** Cancels a session or a whole activity. Says before how many hear of it; many have to be typed. */
export function EndDialog({
  what,
  title,
  sessions,
  onClose,
}: {
  what: { activityId: string } | { sessionId: string };
  title: string;
  /** Those that end by it. */
  sessions: readonly StaffSessionView[];
  onClose(): void;
}) {
  const [form] = Form.useForm<{ reason: string }>();
  const [typed, setTyped] = useState('');
  const whole = 'activityId' in what;
  const parties = partiesOf(sessions);
  const options = {
    refresh: activityAreas,
    success: parties > 0 ? `已取消，正在通知 ${parties} 组车主` : '已取消',
    quiet: true,
    onSuccess: onClose,
  };
  const endAll = useSubmit(api.staffActivity.cancel, options);
  const endOne = useSubmit(api.staffActivity.cancelSession, options);
  const guarded = parties >= MANY_PEOPLE;
  function submit({ reason }: { reason: string }) {
    const body = { reason: reason.trim() };
    if (whole) endAll.mutate({ params: { id: what.activityId }, body });
    else endOne.mutate({ params: { id: what.sessionId }, body });
  }
  return (
    <FormDialog
      title={whole ? '取消整个活动' : '取消这一场'}
      okText={parties > 0 ? `取消并通知 ${parties} 组车主` : '确认取消'}
      cancelText="先不取消"
      danger
      blocked={guarded && !typedRight(typed, parties)}
      form={form}
      submit={eitherOf(endAll, endOne)}
      testId="end-submit"
      onClose={onClose}
      onFinish={submit}
    >
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title={`${title}：${sessions.length > 0 ? sessions.map(sessionWhen).join('；') : '没有要开始的场次'}`}
        description={
          parties > 0
            ? `已报名和候补的 ${parties} 组车主会收到取消通知和下面的原因。取消后不能恢复。`
            : '还没有人报名，不会发出消息。取消后不能恢复。'
        }
      />
      <Form.Item
        name="reason"
        label="原因（车主会看到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明原因，车主会看到' }]}
      >
        <Input maxLength={60} showCount data-testid="end-reason" placeholder="一句话说明" />
      </Form.Item>
      <div className="chips" style={{ marginBottom: 12 }}>
        {reasons.map((reason) => (
          <Button key={reason} size="small" onClick={() => form.setFieldsValue({ reason })}>
            {reason}
          </Button>
        ))}
      </div>
      {guarded && <TypedNumber number={parties} value={typed} onChange={setTyped} />}
    </FormDialog>
  );
}
