import type { StoreView } from '@cheban/contracts';
import { Button, Form, Input, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { dayWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ClockField } from '../../shared/ui/clock-field.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { ClosurePanel } from './closure-panel.js';
import { daysWith, daysWithout, type SpecialDay } from './special-days.js';

interface Fields {
  on: string;
  open: 'closed' | 'open';
  opensAt?: string | null;
  closesAt?: string | null;
  note: string;
}

const refresh = ['stores', 'slots', 'board', 'my-day'] as const;

function DayDialog({ store, day, onClose }: { store: StoreView; day: SpecialDay | null; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const open = Form.useWatch('open', form) === 'open';
  const save = useSubmit(api.store.saveSpecialDays, {
    refresh,
    success: '已保存，可约时段马上跟着变',
    quiet: true,
    onSuccess: onClose,
  });
  function submit(fields: Fields) {
    const next: SpecialDay = {
      on: fields.on,
      opensAt: fields.open === 'open' ? (fields.opensAt ?? null) : null,
      closesAt: fields.open === 'open' ? (fields.closesAt ?? null) : null,
      note: fields.note?.trim() ?? '',
    };
    save.mutate({ params: { id: store.id }, body: { days: daysWith(store.specialDays, next, day?.on) } });
  }
  return (
    <FormDialog
      title={day ? '修改特殊日期' : '添加特殊日期'}
      form={form}
      submit={save}
      testId="special-day-save"
      onClose={onClose}
      initialValues={
        day
          ? { ...day, open: day.opensAt === null ? 'closed' : 'open' }
          : { open: 'closed', opensAt: '09:00', closesAt: '17:00', note: '' }
      }
      onFinish={submit}
    >
      <Form.Item name="on" label="日期" rules={[{ required: true, message: '请选择日期' }]}>
        <DateField placeholder="选择日期" />
      </Form.Item>
      <Form.Item name="open" label="这一天">
        <Segmented
          options={[
            { value: 'closed', label: '休息' },
            { value: 'open', label: '按特别时间营业' },
          ]}
        />
      </Form.Item>
      {open && (
        <div className="form-grid">
          <Form.Item name="opensAt" label="开门" rules={[{ required: true, message: '请填写开门时间' }]}>
            <ClockField label="开门时间" />
          </Form.Item>
          <Form.Item
            name="closesAt"
            label="打烊"
            dependencies={['opensAt']}
            rules={[
              { required: true, message: '请填写打烊时间' },
              ({ getFieldValue }) => ({
                validator: (_, value: string | null) =>
                  !value || value > (getFieldValue('opensAt') ?? '')
                    ? Promise.resolve()
                    : Promise.reject(new Error('打烊要晚于开门')),
              }),
            ]}
          >
            <ClockField label="打烊时间" />
          </Form.Item>
        </div>
      )}
      <Form.Item name="note" label="说明" extra="例如：盘点、团建、春节值班">
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  );
}

function SpecialDays({ store, editable }: { store: StoreView; editable: boolean }) {
  const [open, setOpen] = useState<SpecialDay | 'new' | null>(null);
  const remove = useSubmit(api.store.saveSpecialDays, { refresh, success: '已恢复为平常的安排' });
  return (
    <section>
      <div className="tab-head">
        <h3>特殊日期</h3>
        <span className="hint">比每周营业时间和法定节假日优先</span>
        {editable && (
          <Button data-testid="special-day-add" onClick={() => setOpen('new')}>
            添加日期
          </Button>
        )}
      </div>
      {store.specialDays.length === 0 ? (
        <Empty icon="calendar" title="没有特殊日期" text="盘点休息、节日值班、临时延时，在这里提前设好。" />
      ) : (
        <ul className="plan-list">
          {store.specialDays.map((day) => (
            <li key={day.on} data-testid={`special-day-${day.on}`}>
              <span className="plan-when num">
                {dayWords(day.on)} <span className="faint">{day.on}</span>
              </span>
              {day.opensAt === null ? (
                <Tag tone="amber">休息</Tag>
              ) : (
                <Tag tone="green">
                  {day.opensAt}–{day.closesAt}
                </Tag>
              )}
              <span className="plan-note">{day.note}</span>
              {editable && (
                <span className="row-gap">
                  <Button size="small" onClick={() => setOpen(day)}>
                    修改
                  </Button>
                  <Popconfirm
                    title="恢复为平常的安排？"
                    okText="恢复"
                    cancelText="返回"
                    onConfirm={() =>
                      remove.mutate({
                        params: { id: store.id },
                        body: { days: daysWithout(store.specialDays, day.on) },
                      })
                    }
                  >
                    <Button size="small" danger>
                      删除
                    </Button>
                  </Popconfirm>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <DayDialog store={store} day={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** Days and bays that differ from the week: closed days, special hours, bays out of use. */
export function CalendarTab({ store, editable }: { store: StoreView; editable: boolean }) {
  return (
    <div className="stack">
      <SpecialDays store={store} editable={editable} />
      <ClosurePanel store={store} editable={editable} />
    </div>
  );
}
