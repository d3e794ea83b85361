import type { CaseDetail, PhotoView } from '@cheban/contracts';
import { type CaseState, caseStateLabel, MAX_STEP_PHOTOS } from '@cheban/contracts/constants';
import { App, Button, Form, Input, Select } from 'antd';
import { api } from '../../app/api.js';
import { PhotosItem } from '../../features/photo/photos-item.js';
import { useColleaguesFor } from '../../features/store/queries.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { caseAreas } from './queries.js';

interface Fields {
  text: string;
  state?: CaseState;
  assigneeId?: string;
  photos?: PhotoView[];
}

/** Writes what was done; may move the case on or hand it to someone else. */
export function StepForm({ entry }: { entry: CaseDetail }) {
  const { modal } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const state = Form.useWatch('state', form) as CaseState | undefined;
  const reopens = entry.state === 'closed';
  const colleagues = useColleaguesFor(entry.storeId, 'case.manage');
  const add = useSubmit(api.case.addStep, {
    refresh: caseAreas,
    success: '已记录',
    quiet: true,
    onSuccess: () => form.resetFields(),
  });
  useFieldErrors(form, add.error);
  const unsaved = useUnsaved(add.error);

  function submit(fields: Fields) {
    const body = {
      text: fields.text.trim(),
      ...(fields.state && { state: fields.state, seen: entry.state }),
      ...(fields.assigneeId && { assigneeId: fields.assigneeId }),
      photoIds: (fields.photos ?? []).map(({ id }) => id),
    };
    const send = () => {
      unsaved.onHandedIn();
      return add.mutateAsync({ params: { id: entry.id }, body });
    };
    if (fields.state !== 'closed') {
      void send().catch(() => undefined);
      return;
    }
    void modal.confirm({
      title: '关闭这张投诉单？',
      content: '请确认车主已认可处理结果。关闭原因取自本次填写的内容。',
      okText: '确认关闭',
      cancelText: '先不关闭',
      onOk: () => send().catch(() => undefined),
    });
  }

  return (
    <Panel title={reopens ? '重新打开' : '记录处理'}>
      <Form
        form={form}
        layout="vertical"
        initialValues={reopens ? { state: 'working' } : {}}
        onValuesChange={unsaved.onTyped}
        onFinish={submit}
      >
        <Form.Item
          name="text"
          label={
            reopens
              ? '为什么重新打开'
              : state === 'closed'
                ? '处理结果（作为关闭原因）'
                : '做了什么，车主怎么说'
          }
          rules={[{ required: true, whitespace: true, min: 2, message: '请填写处理过程' }]}
        >
          <Input.TextArea rows={3} maxLength={500} data-testid="case-text" />
        </Form.Item>
        <div className="case-form-row">
          <Form.Item name="state" label="状态">
            <Select
              allowClear
              placeholder={`保持“${caseStateLabel[entry.state]}”`}
              data-testid="case-state"
              options={entry.nextStates.map((value) => ({ value, label: caseStateLabel[value] }))}
            />
          </Form.Item>
          <Form.Item name="assigneeId" label="负责人">
            <Select
              allowClear
              placeholder={entry.assigneeName ?? '未指派'}
              options={colleagues.map((person) => ({ value: person.id, label: person.name }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="photos" label="证据照片（可不加）">
          <PhotosItem max={MAX_STEP_PHOTOS} testId="case-photos" plain />
        </Form.Item>
        <FormError error={add.error} />
        <Button type="primary" htmlType="submit" data-testid="case-submit" loading={add.isPending}>
          {state === 'closed' ? '关闭投诉' : reopens && state ? '重新打开' : '保存记录'}
        </Button>
      </Form>
    </Panel>
  );
}
