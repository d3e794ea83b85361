import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { FormDialog } from './form-dialog.js';

/**
 * Asks for the reason of something that is not easily undone, and for a word to be typed where money or many people hang
 * on it. The button works only when both are there.
 */
export function ReasonDialog({
  title,
  what,
  okText,
  label = '原因',
  placeholder = '一句话说明',
  suggestions = [],
  typed,
  maxLength = 60,
  danger = true,
  busy,
  error,
  testId,
  onSubmit,
  onClose,
}: {
  title: string;
  /** What will happen, before anything is filled in. */
  what?: ReactNode;
  okText: string;
  label?: string;
  placeholder?: string;
  suggestions?: readonly string[];
  /** The word that must be typed, for instance the name of the campaign. */
  typed?: string;
  maxLength?: number;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  testId: string;
  onSubmit(reason: string): void;
  onClose(): void;
}) {
  const [form] = Form.useForm<{ reason: string; typed: string }>();
  const word = (Form.useWatch('typed', form) as string | undefined)?.trim() ?? '';
  const set = (text: string) => form.setFieldsValue({ reason: text });
  return (
    <FormDialog
      title={title}
      okText={okText}
      cancelText="先不"
      danger={danger}
      blocked={typed !== undefined && word !== typed}
      form={form}
      submit={{ isPending: busy, error }}
      testId={`${testId}-submit`}
      onFinish={({ reason }) => onSubmit(reason.trim())}
      onClose={onClose}
    >
      {what && (
        <Alert type={danger ? 'warning' : 'info'} showIcon style={{ marginBottom: 16 }} title={what} />
      )}
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明，至少 2 个字' }]}
      >
        <Input
          maxLength={maxLength}
          showCount
          autoComplete="off"
          placeholder={placeholder}
          data-testid={`${testId}-reason`}
        />
      </Form.Item>
      {suggestions.length > 0 && (
        <div className="chips" style={{ marginBottom: 12 }}>
          {suggestions.map((text) => (
            <Button key={text} size="small" onClick={() => set(text)}>
              {text}
            </Button>
          ))}
        </div>
      )}
      {typed !== undefined && (
        <Form.Item
          name="typed"
          label={
            <span>
              请输入“<strong>{typed}</strong>”再继续
            </span>
          }
        >
          <Input autoComplete="off" data-testid={`${testId}-typed`} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
