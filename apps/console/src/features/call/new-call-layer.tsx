import { followUpKindLabel } from '@cheban/contracts/constants';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useStoreId, useWorkplace } from '../../app/me.js';
import { addDays, instantAt, today } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { Layer } from '../../shared/ui/layer.js';
import { CarChoice, type PickedCar } from '../booking/owner-pick.js';
import { useColleaguesFor } from '../store/queries.js';
import { callAreas } from './queries.js';

const kinds = ['custom', 'rating_call', 'case_call', 'estimate_call'] as const;

interface Fields {
  kind: (typeof kinds)[number];
  title: string;
  script?: string;
  dueAt: string;
  assigneeId?: string;
}

/** Plans a call by hand. `car` is filled in when the page already knows the person. */
export function NewCallLayer({
  open,
  car: known,
  storeId: knownStore,
  title,
  onClose,
  onCreated,
}: {
  open: boolean;
  car?: PickedCar | undefined;
  storeId?: string | undefined;
  /** Why to call, filled in when the page already knows it. */
  title?: string | undefined;
  onClose(): void;
  /** With the id of the new call. */
  onCreated?: (id: string) => void;
}) {
  const here = useStoreId();
  const { me } = useWorkplace();
  const storeId = knownStore ?? here;
  const [form] = Form.useForm<Fields>();
  const [picked, setPicked] = useState<PickedCar | null>(null);
  const car = known ?? picked;
  const colleagues = useColleaguesFor(storeId, 'task.manage');
  const create = useSubmit(api.followUp.create, {
    refresh: callAreas,
    success: '已安排电话',
    quiet: true,
    onSuccess: ({ id }) => {
      close();
      onCreated?.(id);
    },
  });
  useFieldErrors(form, create.error);
  const unsaved = useUnsaved(create.error);
  // The layer stays where it is when it closes: the next call starts with an empty form.
  function close() {
    unsaved.onHandedIn();
    setPicked(null);
    form.resetFields();
    onClose();
  }
  return (
    <Layer
      open={open}
      title="安排电话"
      testId="new-call-layer"
      onClose={() => unsaved.leave(close)}
      footer={
        <div className="layer-actions">
          <Button onClick={() => unsaved.leave(close)}>返回</Button>
          <Button
            type="primary"
            className="push"
            data-testid="new-call-submit"
            disabled={!car}
            loading={create.isPending}
            onClick={() => form.submit()}
          >
            安排
          </Button>
        </div>
      }
    >
      <CarChoice car={car} fixed={known !== undefined} again="换一位" onPick={setPicked} />
      {car && (
        <Form<Fields>
          form={form}
          layout="vertical"
          initialValues={{
            kind: 'custom',
            title,
            dueAt: instantAt(addDays(today(), 1), '18:00'),
            assigneeId: colleagues.some(({ id }) => id === me.id) ? me.id : '',
          }}
          onValuesChange={unsaved.onTyped}
          onFinish={(fields) => {
            unsaved.onHandedIn();
            create.mutate({
              body: {
                kind: fields.kind,
                ownerId: car.ownerId,
                vehicleId: car.vehicleId,
                storeId,
                title: fields.title.trim(),
                script: fields.script?.trim() ?? '',
                dueAt: fields.dueAt,
                assigneeId: fields.assigneeId || null,
              },
            });
          }}
        >
          <Form.Item
            name="title"
            label="为什么打"
            rules={[{ required: true, whitespace: true, min: 2, message: '请填写电话事由' }]}
          >
            <Input maxLength={60} placeholder="例如：确认取车时间" data-testid="new-call-title" />
          </Form.Item>
          <Form.Item name="kind" label="类型">
            <Select options={kinds.map((value) => ({ value, label: followUpKindLabel[value] }))} />
          </Form.Item>
          <Form.Item name="script" label="怎么说（可不填，用标准话术）">
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          <Form.Item
            name="dueAt"
            label="最晚什么时候打完"
            rules={[{ required: true, message: '请选择时间' }]}
          >
            <InstantField label="最晚时间" steps={[60, 120, 240]} />
          </Form.Item>
          <Form.Item name="assigneeId" label="由谁来打">
            <Select
              options={[
                { value: '', label: '先不分派' },
                ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Form.Item>
          <FormError error={create.error} />
        </Form>
      )}
    </Layer>
  );
}
