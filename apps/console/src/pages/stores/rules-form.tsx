import type { VisitRules } from '@cheban/contracts';
import { promisePayKindLabel, promisePayKinds } from '@cheban/contracts/constants';
import { parseYuan } from '@cheban/kernel';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Segmented, Switch } from 'antd';
import { useMemo } from 'react';
import { api } from '../../app/api.js';
import { yuan, yuanInput } from '../../shared/format/words.js';
import { NOTHING_CHANGED, useFreshFields } from '../../shared/hooks/use-fresh-fields.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';

interface Fields extends Omit<VisitRules, 'payFen'> {
  pay: string;
}

const MOST_FEN = 100_000;

/** The sentence that owners read when a promise is broken; null while the fields are not complete. */
function promiseWords(fields: Partial<Fields>): string | null {
  const { payKind, pay, payItem, payValidDays, toleranceMinutes = 0 } = fields;
  const late = toleranceMinutes > 0 ? `超过承诺时间 ${toleranceMinutes} 分钟` : '超过承诺时间';
  if (payKind === 'none') return `${late}，只记录原因，不补偿。`;
  const fen = parseYuan(pay ?? '');
  const what =
    payKind === 'cash_off' ? fen !== null && fen > 0 && `${yuan(fen)} 代金券` : payItem?.trim() || null;
  return what && payValidDays ? `${late}，自动补偿${what}，${payValidDays} 天内有效。` : null;
}

function RulesFields({
  storeId,
  rules,
  editable,
}: {
  storeId: string;
  rules: VisitRules;
  editable: boolean;
}) {
  const [form] = Form.useForm<Fields>();
  const fields = Form.useWatch([], form) as Partial<Fields> | undefined;
  const save = useSubmit(api.workshop.saveRules, {
    refresh: ['visit-rules'],
    success: '到店规则已保存，新接的车按新规则',
    quiet: true,
  });
  useFieldErrors(form, save.error);
  const unsaved = useUnsaved(save.error);
  const { message } = App.useApp();
  const stored = useMemo<Fields>(() => {
    const { payFen, ...rest } = rules;
    return { ...rest, pay: payFen > 0 ? yuanInput(payFen) : '' };
  }, [rules]);
  const changedHere = useFreshFields(form, stored);
  const words = promiseWords(fields ?? {});
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      disabled={!editable}
      initialValues={stored}
      onValuesChange={unsaved.onTyped}
      onFinish={() => {
        unsaved.onHandedIn();
        // Fields that are not shown keep what they had.
        const { pay, payItem, ...rest } = changedHere(form.getFieldsValue(true) as Fields);
        const body = {
          ...rest,
          ...(payItem !== undefined && { payItem: payItem.trim() }),
          ...(pay !== undefined && { payFen: parseYuan(pay) ?? 0 }),
        };
        if (Object.keys(body).length === 0) void message.info(NOTHING_CHANGED);
        else save.mutate({ params: { id: storeId }, body });
      }}
    >
      <div className="form-grid">
        <Form.Item
          name="approvalFirst"
          label="车主确认报价后才能施工"
          valuePropName="checked"
          extra="关闭后，等车主答复时也可以先开工"
        >
          <Switch aria-label="车主确认报价后才能施工" />
        </Form.Item>
        <Form.Item
          name="toleranceMinutes"
          label="准时承诺的宽限"
          extra="超过承诺时间这么久才算不准时"
          rules={[{ required: true, message: '请填写分钟数，没有就填 0' }]}
        >
          <InputNumber min={0} max={240} precision={0} suffix="分钟" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="payKind" label="没做到时补偿" className="wide">
          <Segmented
            options={promisePayKinds.map((value) => ({ value, label: promisePayKindLabel[value] }))}
          />
        </Form.Item>
        {fields?.payKind === 'cash_off' && (
          <Form.Item
            name="pay"
            label="代金券面额"
            rules={[
              {
                validator: (_, text?: string) => {
                  const fen = parseYuan(text ?? '');
                  return fen !== null && fen > 0 && fen <= MOST_FEN
                    ? Promise.resolve()
                    : Promise.reject(new Error(`请填写金额，最多 ${yuan(MOST_FEN)}`));
                },
              },
            ]}
          >
            <Input inputMode="decimal" prefix="¥" data-testid="rules-pay" />
          </Form.Item>
        )}
        {fields?.payKind === 'free_item' && (
          <Form.Item
            name="payItem"
            label="免费做什么"
            rules={[{ required: true, whitespace: true, message: '请填写补偿内容' }]}
          >
            <Input maxLength={60} placeholder="例如：免费洗车一次" />
          </Form.Item>
        )}
        {fields?.payKind !== 'none' && (
          <Form.Item
            name="payValidDays"
            label="补偿有效期"
            rules={[{ required: true, message: '请填写天数' }]}
          >
            <InputNumber min={1} max={730} precision={0} suffix="天" style={{ width: '100%' }} />
          </Form.Item>
        )}
      </div>
      {words && (
        <p className="rules-words" data-testid="rules-words">
          {words}
        </p>
      )}
      <p className="hint rules-hint">每项服务承诺多少分钟，在“服务项目”里设置；不设的，按服务时长承诺。</p>
      <FormError error={save.error} />
      {editable && (
        <Button type="primary" htmlType="submit" data-testid="rules-save" loading={save.isPending}>
          保存
        </Button>
      )}
    </Form>
  );
}

/** How the store runs its visits: approval before work, and what a broken promise pays. */
export function RulesForm({ storeId, editable }: { storeId: string; editable: boolean }) {
  const query = useQuery({
    queryKey: ['visit-rules', storeId],
    queryFn: () => api.workshop.rules({ query: { storeId } }),
  });
  if (query.isPending) return <ListSkeleton rows={4} />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <RulesFields storeId={storeId} rules={query.data} editable={editable} />;
}
