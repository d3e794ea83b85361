import type { ReferralProgrammeView } from '@cheban/contracts';
import { Button, Form, Input, InputNumber, Switch } from 'antd';
import { api } from '../../app/api.js';
import { PrizeSource } from '../../features/coupon/prize-source.js';
import { stamp } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { isStandard, standardRules } from './rules.js';

type Fields = Pick<
  ReferralProgrammeView,
  'open' | 'title' | 'rulesText' | 'inviterTypeId' | 'inviteeTypeId' | 'withinDays' | 'perInviter'
>;

/** What a store gives to who brings a friend, and to the friend. Invitations that were taken keep their terms. */
export function ProgrammeLayer({
  programme,
  onClose,
}: {
  programme: ReferralProgrammeView;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const { storeId, open, title, inviterTypeId, inviteeTypeId, withinDays, perInviter } = programme;
  const opens = (Form.useWatch('open', form) as boolean | undefined) ?? open;
  const save = useSubmit(api.staffReferral.saveProgramme, {
    refresh: ['referral-programme', 'referrals'],
    success: (view: ReferralProgrammeView) => (view.open ? '老带新已开启' : '已保存，活动关闭中'),
    quiet: true,
    onSuccess: onClose,
  });
  const standard = () => {
    const now = form.getFieldsValue(['withinDays', 'perInviter']);
    form.setFieldsValue({
      rulesText: standardRules(now.withinDays ?? withinDays, now.perInviter ?? perInviter),
    });
  };
  /** Rules that nobody has touched follow the figures above them. */
  const follow = (changed: Partial<Fields>) => {
    if ('rulesText' in changed) return;
    if (isStandard(form.getFieldValue('rulesText') ?? '')) standard();
  };
  return (
    <FormLayer<Fields>
      title="老带新设置"
      form={form}
      submit={save}
      layerTestId="programme-layer"
      testId="programme-save"
      initialValues={{
        open: programme.updatedAt === null ? true : open,
        title: programme.updatedAt === null ? '邀请好友，双方有礼' : title,
        rulesText: programme.rulesText || standardRules(withinDays, perInviter),
        inviterTypeId,
        inviteeTypeId,
        withinDays,
        perInviter,
      }}
      onValuesChange={follow}
      onFinish={(fields) =>
        save.mutate({
          body: {
            ...fields,
            storeId,
            inviterTypeId: fields.inviterTypeId ?? null,
            inviteeTypeId: fields.inviteeTypeId ?? null,
          },
        })
      }
      onClose={onClose}
    >
      <Form.Item
        name="open"
        label="接受新的邀请"
        valuePropName="checked"
        extra={opens ? undefined : '关闭后，已接受的邀请仍按原来的条件发奖。'}
      >
        <Switch data-testid="programme-open" />
      </Form.Item>
      <Form.Item
        name="title"
        label="活动名称（车主会看到）"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填写活动名称' }]}
      >
        <Input maxLength={20} showCount data-testid="programme-title" />
      </Form.Item>
      <div className="form-grid">
        <PrizeSource kind="coupon" name="inviterTypeId" label="推荐人得到" required={opens} />
        <PrizeSource kind="coupon" name="inviteeTypeId" label="新朋友得到" required={opens} />
        <Form.Item
          name="withinDays"
          label="多少天内首次到店"
          rules={[{ required: true, message: '请填写天数' }]}
        >
          <InputNumber min={7} max={180} precision={0} suffix="天" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="perInviter"
          label="每人一年最多邀请"
          rules={[{ required: true, message: '请填写人数' }]}
        >
          <InputNumber min={1} max={50} precision={0} suffix="位" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name="rulesText"
        label={
          <span>
            活动规则（车主会看到）{' '}
            <Button size="small" type="link" onClick={standard}>
              用标准规则
            </Button>
          </span>
        }
        rules={[{ required: true, whitespace: true, min: 10, message: '请写清活动规则，至少 10 个字' }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 6, maxRows: 14 }}
          maxLength={2_000}
          data-testid="programme-rules"
        />
      </Form.Item>
      {programme.updatedAt && (
        <p className="hint">
          {stamp(programme.updatedAt)} 由 {programme.updatedByName} 修改
        </p>
      )}
    </FormLayer>
  );
}
