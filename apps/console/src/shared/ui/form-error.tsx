import { ApiError } from '@cheban/api-client';
import { Alert, type FormInstance } from 'antd';
import { useEffect } from 'react';
import { sayError } from '../../app/query-client.js';
import { fieldName } from './field-name.js';

/** Puts the server's field messages at their fields and scrolls to the first; what was typed stays. */
export function useFieldErrors(form: FormInstance, error: unknown): void {
  useEffect(() => {
    if (!(error instanceof ApiError) || error.fields.length === 0) return;
    form.setFields(error.fields.map((field) => ({ name: fieldName(field.path), errors: [field.message] })));
    const first = error.fields[0];
    if (first) form.scrollToField(fieldName(first.path), { block: 'center' });
  }, [form, error]);
}

/** The error of a form, above its buttons. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <Alert type="error" showIcon title={sayError(error)} className="form-error" data-testid="form-error" />
  );
}
