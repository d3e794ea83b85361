import { Button, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useUnsaved } from '../hooks/use-unsaved.js';
import { FormError, useFieldErrors } from './form-error.js';
import { Layer } from './layer.js';

/**
 * A form in a drawer with one button at its foot: the server's field messages stand at their fields, what was typed
 * stays when it is refused.
 */
export function FormLayer<F extends object>({
  title,
  okText = '保存',
  withBack = false,
  blocked = false,
  form,
  initialValues,
  submit,
  layerTestId,
  testId,
  onValuesChange,
  onFinish,
  onClose,
  children,
}: {
  title: ReactNode;
  okText?: string;
  /** A button beside it that closes without saving. */
  withBack?: boolean;
  /** Nothing may be sent yet. */
  blocked?: boolean;
  form: FormInstance<F>;
  /** What the fields show first. */
  initialValues?: object;
  /** What useSubmit gave. */
  submit: { isPending: boolean; error: unknown };
  layerTestId?: string;
  /** Of the button that sends. */
  testId: string;
  /** What has just been typed. */
  onValuesChange?: (changed: Partial<F>) => void;
  onFinish(fields: F): void;
  onClose(): void;
  children: ReactNode;
}) {
  useFieldErrors(form, submit.error);
  const unsaved = useUnsaved(submit.error);
  const close = () => unsaved.leave(onClose);
  return (
    <Layer
      open
      title={title}
      onClose={close}
      {...(layerTestId !== undefined && { testId: layerTestId })}
      footer={
        <div className="layer-actions">
          {withBack && <Button onClick={close}>返回</Button>}
          <Button
            type="primary"
            className="push"
            data-testid={testId}
            disabled={blocked}
            loading={submit.isPending}
            onClick={() => form.submit()}
          >
            {okText}
          </Button>
        </div>
      }
    >
      <Form<F>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onValuesChange={(changed: Partial<F>) => {
          unsaved.onTyped();
          onValuesChange?.(changed);
        }}
        onFinish={(fields) => {
          unsaved.onHandedIn();
          onFinish(fields);
        }}
      >
        {children}
        <FormError error={submit.error} />
      </Form>
    </Layer>
  );
}
