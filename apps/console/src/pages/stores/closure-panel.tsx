import type { StoreView } from '@cheban/contracts';
import { Button, Form, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { today, whenWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { Empty } from '../../shared/ui/states.js';
import { type PeriodFields, periodOf } from './period.js';
import { PeriodInputs } from './period-fields.js';

const refresh = ['stores', 'slots', 'board', 'my-day'] as const;

function ClosureDialog({ store, onClose }: { store: StoreView; onClose(): void }) {
  const [form] = Form.useForm<PeriodFields & { bayId: string }>();
  const close = useSubmit(api.store.closeBay, {
    refresh,
    success: '已停用，期间不再接受预约',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="停用工位一段时间"
      okText="停用"
      form={form}
      submit={close}
      testId="closure-save"
      onClose={onClose}
      initialValues={{ fromOn: today(), fromClock: null, toOn: today(), toClock: null }}
      onFinish={(fields) =>
        close.mutate({ body: { bayId: fields.bayId, ...periodOf(fields), reason: fields.reason.trim() } })
      }
    >
      <Form.Item name="bayId" label="工位" rules={[{ required: true, message: '请选择工位' }]}>
        <Select
          data-testid="closure-bay"
          placeholder="选择工位"
          options={store.bays.filter((bay) => bay.active).map((bay) => ({ value: bay.id, label: bay.name }))}
        />
      </Form.Item>
      <PeriodInputs reasonHint="例如：举升机检修" />
      <p className="hint period-hint">期间已有的预约不会取消，会在看板上标出，请逐个改期。</p>
    </FormDialog>
  );
}

/** Bays, demo cars and drivers that are out of use for a while. */
export function ClosurePanel({ store, editable }: { store: StoreView; editable: boolean }) {
  const [open, setOpen] = useState(false);
  const reopen = useSubmit(api.store.reopenBay, { refresh, success: '已恢复使用' });
  const nameOf = (id: string) => store.bays.find((bay) => bay.id === id)?.name ?? '工位';
  return (
    <section>
      <div className="tab-head">
        <h3>停用的工位</h3>
        <span className="hint">检修、外借时先停用，不会被约到</span>
        {editable && (
          <Button data-testid="closure-add" onClick={() => setOpen(true)}>
            停用工位
          </Button>
        )}
      </div>
      {store.bayClosures.length === 0 ? (
        <Empty icon="check" title="工位都在用" />
      ) : (
        <ul className="plan-list">
          {store.bayClosures.map((closure) => (
            <li key={closure.id} data-testid="closure-row">
              <span className="plan-when">{nameOf(closure.bayId)}</span>
              <span className="num small">
                {whenWords(closure.from)} 至 {whenWords(closure.to)}
              </span>
              <span className="plan-note">{closure.reason}</span>
              {editable && (
                <Popconfirm
                  title="恢复使用？"
                  okText="恢复"
                  cancelText="返回"
                  onConfirm={() => reopen.mutate({ params: { id: closure.id } })}
                >
                  <Button size="small">恢复使用</Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <ClosureDialog store={store} onClose={() => setOpen(false)} />}
    </section>
  );
}
