import type { MakeGoodRules } from '@cheban/contracts';
import { staffRoleLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, InputNumber } from 'antd';
import { api } from '../../app/api.js';
import { yuan } from '../../shared/format/words.js';
import { NOTHING_CHANGED, useFreshFields } from '../../shared/hooks/use-fresh-fields.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { makeGoodWords } from './make-good-words.js';

const MOST_FEN = 10_000_000;
const byRole = [
  ['advisorFen', staffRoleLabel.advisor],
  ['careFen', staffRoleLabel.care],
  ['managerFen', staffRoleLabel.manager],
] as const;

function MakeGoodFields({
  storeId,
  rules,
  editable,
}: {
  storeId: string;
  rules: MakeGoodRules;
  editable: boolean;
}) {
  const [form] = Form.useForm<MakeGoodRules>();
  const fields = Form.useWatch([], form) as Partial<MakeGoodRules> | undefined;
  const save = useSubmit(api.case.saveMakeGoodRules, {
    refresh: ['make-good-rules', 'case'],
    success: '补偿额度已保存，马上生效',
    quiet: true,
  });
  useFieldErrors(form, save.error);
  const unsaved = useUnsaved(save.error);
  const { message } = App.useApp();
  const changedHere = useFreshFields(form, rules);
  const words = makeGoodWords({ ...rules, ...fields });
  return (
    <Form<MakeGoodRules>
      form={form}
      layout="vertical"
      disabled={!editable}
      initialValues={rules}
      onValuesChange={unsaved.onTyped}
      onFinish={(fields) => {
        unsaved.onHandedIn();
        const body = changedHere(fields);
        if (Object.keys(body).length === 0) void message.info(NOTHING_CHANGED);
        else save.mutate({ params: { id: storeId }, body });
      }}
    >
      <div className="form-grid">
        {byRole.map(([name, label]) => (
          <Form.Item
            key={name}
            name={name}
            label={`${label}可直接补偿`}
            rules={[{ required: true, message: '请填写金额，不给就填 0' }]}
          >
            <YuanField max={MOST_FEN} testId={`make-good-${name}`} />
          </Form.Item>
        ))}
        <Form.Item
          name="mostFen"
          label="一张投诉单最多"
          dependencies={byRole.map(([name]) => name)}
          rules={[
            { required: true, message: '请填写金额' },
            ({ getFieldValue }) => ({
              validator: (_, most?: number) => {
                const highest = Math.max(...byRole.map(([name]) => Number(getFieldValue(name) ?? 0)));
                return most === undefined || most >= highest
                  ? Promise.resolve()
                  : Promise.reject(new Error(`不能低于各岗位的额度，至少 ${yuan(highest)}`));
              },
            }),
          ]}
        >
          <YuanField max={MOST_FEN} testId="make-good-mostFen" />
        </Form.Item>
        <Form.Item name="validDays" label="补偿有效期" rules={[{ required: true, message: '请填写天数' }]}>
          <InputNumber min={1} max={730} precision={0} suffix="天" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {words && (
        <p className="rules-words" data-testid="make-good-words">
          {words}
        </p>
      )}
      <p className="hint rules-hint">额度按整张投诉单算，分几次给也不能超；每次修改都留在操作记录里。</p>
      <FormError error={save.error} />
      {editable && (
        <Button type="primary" htmlType="submit" data-testid="make-good-save" loading={save.isPending}>
          保存
        </Button>
      )}
    </Form>
  );
}

/** How much each role of the store may make good for a complaint without asking anybody. */
export function MakeGoodForm({ storeId, editable }: { storeId: string; editable: boolean }) {
  const query = useQuery({
    queryKey: ['make-good-rules', storeId],
    queryFn: () => api.case.makeGoodRules({ query: { storeId } }),
  });
  return (
    <Loaded query={query} missing="没有找到这个门店" blocks={[240]}>
      {(rules) => <MakeGoodFields storeId={storeId} rules={rules} editable={editable} />}
    </Loaded>
  );
}
