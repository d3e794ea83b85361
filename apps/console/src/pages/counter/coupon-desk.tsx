import { ApiError } from '@cheban/api-client';
import type { CouponReceipt } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { couponAreas } from '../../features/coupon/queries.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { useDebounced } from '../../shared/hooks/use-debounced.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import type { CouponHit } from './find.js';

/** Nobody knows whether it arrived. */
const isLost = (error: unknown) => error instanceof ApiError && error.retry;

/** Coupons of the owner at the counter: the bill, which of them, what is left to pay. */
export function CouponDesk({
  code,
  hit,
  onDone,
}: {
  code: string;
  hit: CouponHit;
  onDone(receipt: CouponReceipt): void;
}) {
  const storeId = useStoreId();
  const [visitId, setVisitId] = useState<string | null>(hit.visits[0]?.id ?? null);
  const [amountFen, setAmountFen] = useState<number | null>(null);
  const [chosen, setChosen] = useState<string[]>(
    hit.coupons.flatMap(({ id, usable }) => (id === hit.pickedId && usable ? [id] : [])),
  );
  const bill = { storeId, code, visitId };
  const wanted = JSON.stringify({ ...bill, amountFen, couponIds: chosen });
  const asked = useDebounced(wanted, 250);
  const preview = useQuery({
    queryKey: ['coupon-preview', asked],
    queryFn: () =>
      api.couponCounter.preview({
        body: JSON.parse(asked) as typeof bill & { amountFen: number | null; couponIds: string[] },
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const redeem = useSubmit(api.couponCounter.redeem, {
    refresh: couponAreas,
    quiet: true,
    onSuccess: onDone,
    onError: (error) => {
      if (!isLost(error)) void preview.refetch();
    },
  });
  const fresh = asked === wanted && !preview.isFetching;
  const coupons = preview.data?.coupons ?? hit.coupons;
  const choice = preview.data?.chosen;
  const best = preview.data?.best;
  const better = best !== undefined && best.offFen > (choice?.offFen ?? 0) && (amountFen ?? 0) > 0;
  const needsAmount = amountFen === null && preview.data?.needsAmount === true;
  const ready = fresh && chosen.length > 0 && choice?.why === '' && !needsAmount;
  const body = { ...bill, amountFen: amountFen ?? 0, couponIds: chosen, reason: '' };
  // It may have been used although nobody heard so: only the same request tells, even if the preview says "used" by now.
  const lost = isLost(redeem.error) && JSON.stringify(redeem.variables?.body) === JSON.stringify(body);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <Panel
      title={
        <>
          {hit.ownerName} <span className="muted num">{hit.phoneMasked}</span>
        </>
      }
      extra={<span className="small">{hit.text}</span>}
    >
      <div className="stack" data-testid="coupon-desk">
        {hit.pickedWhy !== '' && (
          <Alert type="warning" showIcon data-testid="counter-gone" title={hit.pickedWhy} />
        )}
        {hit.visits.length > 0 && (
          <Select
            aria-label="工单"
            value={visitId ?? 'none'}
            options={[
              ...hit.visits.map(({ id, plate, serviceName, stepLabel }) => ({
                value: id,
                label: `${plateText(plate)} · ${serviceName} · ${stepLabel}`,
              })),
              { value: 'none', label: '不挂工单' },
            ]}
            onChange={(value) => setVisitId(value === 'none' ? null : value)}
          />
        )}
        <div>
          <p className="small muted" style={{ marginBottom: 4 }}>
            账单金额（用券前）
          </p>
          <YuanField label="账单金额" testId="counter-amount" value={amountFen} onChange={setAmountFen} />
        </div>
        {coupons.length === 0 && (
          <Empty icon="star" title="没有可用的卡券" text="车主在本店没有还能用的券。" />
        )}
        <div>
          {coupons.map((coupon) => {
            const on = chosen.includes(coupon.id);
            const can = coupon.usable && coupon.onBill !== 'used';
            return (
              // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox of the component library is inside
              <label
                key={coupon.id}
                className={`counter-pick ${on ? 'chosen' : ''} ${can || on ? '' : 'off'}`}
                data-testid="counter-coupon"
              >
                <Checkbox
                  aria-label={coupon.title}
                  checked={on}
                  disabled={!can && !on}
                  onChange={() => toggle(coupon.id)}
                />
                <span className="counter-words">
                  <b>{coupon.title}</b>
                  <span className="small muted" style={{ display: 'block' }}>
                    {[coupon.thresholdText, coupon.forText, coupon.validText].filter(Boolean).join(' · ')}
                  </span>
                  {coupon.why && <span className="small text-amber">{coupon.why}</span>}
                </span>
                <span className="counter-big num">{coupon.bigText}</span>
              </label>
            );
          })}
        </div>
        {better && best && (
          <Alert
            type="info"
            showIcon
            title={`还可以更省：${best.text}`}
            action={
              <Button size="small" data-testid="counter-best" onClick={() => setChosen(best.couponIds)}>
                用这个组合
              </Button>
            }
          />
        )}
        {choice?.why && chosen.length > 0 && !lost && <Alert type="warning" showIcon title={choice.why} />}
        {preview.isError && <FormError error={preview.error} />}
        <FormError error={redeem.error} />
        {needsAmount && chosen.length > 0 && (
          <p className="hint" data-testid="counter-needs-amount">
            填上账单金额，就能看到减多少、收多少。
          </p>
        )}
        {choice?.why === '' && chosen.length > 0 && amountFen !== null && (
          <p className="counter-sum num">
            <span>减 {yuan(choice.offFen)}，应收</span>
            <b data-testid="counter-pay">{yuan(choice.payFen)}</b>
          </p>
        )}
        <Button
          type="primary"
          size="large"
          block
          data-testid="counter-redeem"
          disabled={!ready && !lost}
          loading={redeem.isPending}
          onClick={() => redeem.mutate({ body })}
        >
          {lost ? '再试一次' : chosen.length > 0 ? `核销 ${chosen.length} 张` : '请选择卡券'}
        </Button>
      </div>
    </Panel>
  );
}
