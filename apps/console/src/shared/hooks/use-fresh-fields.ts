import type { FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import { changedFields } from './changed-fields.js';

/** Where nothing would be told to the server. */
export const NOTHING_CHANGED = '没有修改，不用保存';

/**
 * A form over settings that others change as well: a field that nobody touched here shows what is stored now, and what
 * is told to the server as changed is what was changed here, so that an old tab does not undo a colleague's work.
 */
export function useFreshFields<F extends object>(form: FormInstance<F>, stored: F): (now: F) => Partial<F> {
  const shown = useRef(stored);
  useEffect(() => {
    const mine = changedFields(shown.current, { ...shown.current, ...(form.getFieldsValue(true) as F) });
    const fresh = changedFields(shown.current, stored);
    for (const name of Object.keys(mine) as (keyof F)[]) delete fresh[name];
    shown.current = stored;
    form.setFieldsValue(fresh as Parameters<typeof form.setFieldsValue>[0]);
  }, [form, stored]);
  return (now) => changedFields(shown.current, now);
}
