import type { CaseDetail } from '@cheban/contracts';
import { type MakeGoodKind, makeGoodKindLabel, makeGoodKinds } from '@cheban/contracts/constants';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { approverWords } from './approver-words.js';
import { caseAreas } from './queries.js';

interface Fields {
  kind: MakeGoodKind;
  amountFen: number;
  item?: string;
  reason: string;
}
/** Nobody gives less than one yuan. */
const LEAST_FEN = 100;
const items = ['免费洗车一次', '免费更换机油机滤一次', '免费取送车一次'];

/** Gives a coupon or a free item. Says before whether it goes out at once or waits for a manager. */
export function MakeGoodLayer({ entry, onClose }: { entry: CaseDetail; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const kind = (Form.useWatch('kind', form) as MakeGoodKind | undefined) ?? 'cash_off';
  const fen = (Form.useWatch('amountFen', form) as number | null | undefined) ?? 0;
  const { freeFen, mostFen } = entry.makeGoodRoom;
  const waits = fen > freeFen;
  const approver = approverWords(useMay()('case.approve'));
  const give = useSubmit(api.case.makeGood, {
    refresh: caseAreas,
    success: waits ? `已提交，等${approver}审批` : '已补偿，正在发给车主',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormLayer<Fields>
      title="给车主补偿"
      okText={fen === 0 ? '给补偿' : waits ? `提交审批（${yuan(fen)}）` : `给 ${yuan(fen)}`}
      blocked={fen === 0}
      form={form}
      initialValues={{ kind: 'cash_off' }}
      submit={give}
      layerTestId="make-good-layer"
      testId="make-good-submit"
      onClose={onClose}
      onFinish={(fields) =>
        give.mutate({
          params: { id: entry.id },
          body: {
            kind: fields.kind,
            amountFen: fields.amountFen,
            item: fields.kind === 'free_item' ? (fields.item?.trim() ?? '') : '',
            reason: fields.reason.trim(),
          },
        })
      }
    >
      <Form.Item name="kind" label="给什么">
        <Segmented options={makeGoodKinds.map((value) => ({ value, label: makeGoodKindLabel[value] }))} />
      </Form.Item>
      {kind === 'free_item' && (
        <>
          <Form.Item
            name="item"
            label="免费项目（车主会看到）"
            rules={[{ required: true, whitespace: true, message: '请写明免费什么' }]}
          >
            <Input maxLength={60} placeholder="例如：免费洗车一次" />
          </Form.Item>
          <div className="chips make-good-items">
            {items.map((item) => (
              <Button key={item} size="small" onClick={() => form.setFieldsValue({ item })}>
                {item}
              </Button>
            ))}
          </div>
        </>
      )}
      <Form.Item
        name="amountFen"
        label={kind === 'cash_off' ? '金额' : '本店成本'}
        extra={`直接给：${yuan(freeFen)} 以内；审批后最多 ${yuan(mostFen)}`}
        rules={[
          { required: true, message: '请填写金额' },
          {
            validator: (_, value: number | null | undefined) =>
              (value ?? 0) <= mostFen
                ? Promise.resolve()
                : Promise.reject(new Error(`这张投诉单最多还能补偿 ${yuan(mostFen)}`)),
          },
        ]}
      >
        <YuanField min={LEAST_FEN} testId="make-good-amount" />
      </Form.Item>
      <Form.Item
        name="reason"
        label="为什么"
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明补偿原因' }]}
      >
        <Input.TextArea
          rows={2}
          maxLength={500}
          data-testid="make-good-reason"
          placeholder="和投诉单一起留档"
        />
      </Form.Item>
      {fen > 0 && waits && (
        <Alert
          type="warning"
          showIcon
          title={`超过您的额度，要由${approver}审批；自己提的不能自己批。`}
          style={{ marginBottom: 12 }}
        />
      )}
    </FormLayer>
  );
}
