import type { StaffSessionView } from '@cheban/contracts';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { sessionWhen } from '../../features/activity/session-words.js';
import { partiesOf } from '../../features/activity/told.js';
import { MANY_PEOPLE, TypedNumber, typedRight } from '../../features/care/typed-number.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';

/** Tells everybody on the list something; says before how many that are. */
export function NoticeDialog({
  id,
  title,
  session,
  onClose,
}: {
  id: string;
  title: string;
  session: StaffSessionView;
  onClose(): void;
}) {
  const [form] = Form.useForm<{ text: string }>();
  const [typed, setTyped] = useState('');
  const parties = partiesOf([session]);
  const send = useSubmit(api.staffActivity.notice, {
    success: `正在通知 ${parties} 组车主`,
    quiet: true,
    onSuccess: onClose,
  });
  const guarded = parties >= MANY_PEOPLE;
  return (
    <FormDialog
      title="通知名单上的车主"
      okText={`发给 ${parties} 组车主`}
      blocked={parties === 0 || (guarded && !typedRight(typed, parties))}
      form={form}
      submit={send}
      testId="notice-submit"
      onClose={onClose}
      onFinish={({ text }) => send.mutate({ params: { id }, body: { text: text.trim() } })}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        {title}，{sessionWhen(session)}。
        {parties === 0 ? '名单上还没有人。' : '已报名、留位和候补的车主都会收到一条服务消息。'}
      </p>
      <Form.Item
        name="text"
        label="想说什么"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写通知内容' }]}
      >
        <Input.TextArea
          rows={3}
          maxLength={200}
          showCount
          data-testid="notice-text"
          placeholder="例如：当天停车请走南门，有同事引导"
        />
      </Form.Item>
      {guarded && <TypedNumber number={parties} value={typed} onChange={setTyped} />}
    </FormDialog>
  );
}
