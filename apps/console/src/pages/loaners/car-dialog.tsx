import type { LoanerCarView } from '@cheban/contracts';
import { Form, Input, Switch } from 'antd';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { codeRule } from '../../shared/ui/code-rule.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { loanAreas } from './queries.js';

interface Fields {
  code: string;
  plate: string;
  model: string;
  active: boolean;
}

/** Adds a loaner car, or changes one. */
export function CarDialog({ car, onClose }: { car: LoanerCarView | null; onClose(): void }) {
  const storeId = useStoreId();
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.loaner.saveCar, {
    refresh: loanAreas,
    success: '代步车已保存',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={car ? '修改代步车' : '添加代步车'}
      form={form}
      submit={save}
      testId="loaner-save"
      onClose={onClose}
      initialValues={car ?? { active: true }}
      onFinish={({ code, plate, model, active }) =>
        save.mutate({
          params: { id: storeId, code },
          body: { plate: plate.trim().toUpperCase(), model: model.trim(), active },
        })
      }
    >
      <Form.Item name="code" label="编码" rules={[codeRule]} extra={car ? undefined : '保存后不能修改'}>
        <Input disabled={car !== null} maxLength={20} placeholder="例如 DB-01" />
      </Form.Item>
      <Form.Item name="plate" label="车牌" rules={[{ required: true, message: '请填写车牌' }]}>
        <Input maxLength={20} placeholder="例如 晋A12345" />
      </Form.Item>
      <Form.Item name="model" label="车型" rules={[{ required: true, message: '请填写车型' }]}>
        <Input maxLength={60} placeholder="例如 凯美瑞 白色" />
      </Form.Item>
      <Form.Item
        name="active"
        label="可以借出"
        valuePropName="checked"
        extra="停用后不能再预留，已有的安排不受影响"
      >
        <Switch aria-label="可以借出" />
      </Form.Item>
    </FormDialog>
  );
}
