import { Button, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useUnsaved } from '../hooks/use-unsaved.js';
import { FormError, useFieldErrors } from './form-error.js';

/**
 * A page of fields with what owners will see beside them, and one button at its foot: the server's field messages stand
 * at their fields, what was typed stays when it is refused.
 */
export function EditorForm<F extends object>({
  form,
  initialValues,
  submit,
  saveText,
  back,
  disabled = false,
  testId,
  preview,
  onFinish,
  children,
}: {
  form: FormInstance<F>;
  /** What the fields show first. */
  initialValues: object;
  /** What useSubmit gave. */
  submit: { isPending: boolean; error: unknown };
  saveText: string;
  /** Where one goes without saving. */
  back?: string;
  /** Only to be read. */
  disabled?: boolean;
  /** Of the button that saves. */
  testId: string;
  /** What owners will see. */
  preview: ReactNode;
  onFinish(fields: F): void;
  children: ReactNode;
}) {
  useFieldErrors(form, submit.error);
  const unsaved = useUnsaved(submit.error);
  return (
    <Form<F>
      form={form}
      layout="vertical"
      disabled={disabled}
      scrollToFirstError={{ block: 'center' }}
      initialValues={initialValues}
      onValuesChange={unsaved.onTyped}
      onFinish={(fields) => {
        unsaved.onHandedIn();
        onFinish(fields);
      }}
    >
      <div className="editor-columns">
        <div className="stack">
          {children}
          <FormError error={submit.error} />
          {!disabled && (
            <div className="layer-actions">
              <Button type="primary" htmlType="submit" data-testid={testId} loading={submit.isPending}>
                {saveText}
              </Button>
              {back !== undefined && (
                <Link to={back}>
                  <Button>取消</Button>
                </Link>
              )}
            </div>
          )}
        </div>
        <aside className="editor-side">
          <p className="hint">车主看到的样子</p>
          {preview}
        </aside>
      </div>
    </Form>
  );
}
