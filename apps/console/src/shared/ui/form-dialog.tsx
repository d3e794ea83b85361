import { Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useUnsaved } from '../hooks/use-unsaved.js';
import { FormError, useFieldErrors } from './form-error.js';

/**
 * A few fields in a dialog: one button sends them, the server's field messages stand at their fields, what was typed
 * stays when it is refused.
 */
export function FormDialog<F extends object>({
  title,
  okText = '保存',
  cancelText = '返回',
  danger = false,
  blocked = false,
  form,
  initialValues,
  submit,
  testId,
  onFinish,
  onClose,
  children,
}: {
  title: ReactNode;
  okText?: string;
  cancelText?: string;
  danger?: boolean;
  /** Nothing may be sent yet. */
  blocked?: boolean;
  form: FormInstance<F>;
  /** What the fields show first. */
  initialValues?: object;
  /** What useSubmit gave. */
  submit: { isPending: boolean; error: unknown };
  /** Of the button that sends. */
  testId: string;
  onFinish(fields: F): void;
  onClose(): void;
  children: ReactNode;
}) {
  useFieldErrors(form, submit.error);
  const unsaved = useUnsaved(submit.error);
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={cancelText}
      okButtonProps={{ danger, loading: submit.isPending, disabled: blocked, 'data-testid': testId }}
      onOk={() => form.submit()}
      onCancel={() => unsaved.leave(onClose)}
    >
      <Form<F>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onValuesChange={unsaved.onTyped}
        onFinish={(fields) => {
          unsaved.onHandedIn();
          onFinish(fields);
        }}
      >
        {children}
        <FormError error={submit.error} />
      </Form>
    </Modal>
  );
}
