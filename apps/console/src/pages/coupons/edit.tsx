import type { CouponTypeView } from '@cheban/contracts';
import { Alert, Form } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { couponAreas, useCouponType } from '../../features/coupon/queries.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { EditorForm } from '../../shared/ui/editor-form.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead } from '../../shared/ui/page.js';
import { GivingFields, WorthFields } from './coupon-fields.js';
import { bigText, bodyOf, type CouponDraft, ticketLines } from './draft.js';
import { OwnerPreview } from './owner-preview.js';

const fresh: CouponDraft = {
  kind: 'cash_off',
  thresholdFen: 0,
  combine: 'once',
  validType: 'days',
  days: 30,
  perOwner: 1,
  claimable: true,
};
const draftOf = ({ validity, ...type }: CouponTypeView): CouponDraft => ({
  ...type,
  ...(validity.type === 'days'
    ? { validType: 'days', days: validity.days }
    : { validType: 'fixed', from: validity.from, to: validity.to }),
});

function Editor({ type }: { type: CouponTypeView | null }) {
  const storeId = useStoreId();
  const navigate = useNavigate();
  const [form] = Form.useForm<CouponDraft>();
  const initial = type ? draftOf(type) : fresh;
  const draft = { ...initial, ...(Form.useWatch([], form) as CouponDraft | undefined) };
  const options = {
    refresh: couponAreas,
    quiet: true,
    onSuccess: (view: CouponTypeView) => void navigate(`/coupons/${view.id}`),
  };
  const create = useSubmit(api.couponType.create, { ...options, success: '草稿已保存，核对后开始发放' });
  const update = useSubmit(api.couponType.update, { ...options, success: '已保存' });
  const adjust = useSubmit(api.couponType.adjust, { ...options, success: '已保存' });
  const whole = type === null || type.mayEdit;
  function save() {
    const body = bodyOf(draft, type?.storeId ?? storeId);
    if (type === null) return create.mutate({ body });
    if (type.mayEdit) return update.mutate({ params: { id: type.id }, body });
    const { stock, perOwner, claimable, claimFrom, claimUntil, summary, howTo } = body;
    return adjust.mutate({
      params: { id: type.id },
      body: { stock, perOwner, claimable, claimFrom, claimUntil, summary, howTo },
    });
  }
  const back = type ? `/coupons/${type.id}` : '/coupons';
  return (
    <>
      <PageHead
        tab={type ? type.title : '新建卡券'}
        back={{ to: back, label: type ? type.title : '卡券' }}
        title={type ? '修改卡券' : '新建卡券'}
        sub={type ? undefined : '先存为草稿，核对后再开始发放；发放前车主看不到。'}
      />
      <EditorForm<CouponDraft>
        form={form}
        initialValues={initial}
        submit={eitherOf(eitherOf(create, update), adjust)}
        saveText={type ? '保存' : '保存草稿'}
        back={back}
        testId="coupon-save"
        preview={
          <OwnerPreview
            bigText={bigText(draft)}
            title={draft.title?.trim() || '卡券名称'}
            lines={[draft.summary?.trim() ?? '', ...ticketLines(draft)]}
            howTo={draft.howTo}
            testId="coupon-preview"
          />
        }
        onFinish={save}
      >
        {whole ? (
          <WorthFields draft={draft} />
        ) : (
          <Alert
            type="info"
            showIcon
            title="已经开始发放，优惠本身不能再改"
            description="车主手里的券不能变样。要换优惠，请结束这一种，另建一种。"
          />
        )}
        <GivingFields draft={draft} {...(type && !whole && { floor: type.figures.issued })} />
      </EditorForm>
    </>
  );
}

/** Writes a new kind of coupon, or changes one as far as its state allows. */
export default function CouponEditPage() {
  const { id } = useParams();
  const may = useMay();
  const query = useCouponType(id);
  if (!may('coupon.manage')) return <NotFound what="您没有管理卡券的权限" />;
  if (id === undefined) return <Editor type={null} />;
  return (
    <Loaded query={query} missing="没有找到这种卡券" blocks={[56, 420]}>
      {(type) =>
        type.mayEdit || type.mayAdjust ? (
          <Editor key={type.id} type={type} />
        ) : (
          <NotFound what="这种卡券不能修改" />
        )
      }
    </Loaded>
  );
}
