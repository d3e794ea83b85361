import type { CouponAudience, CouponTypeView, Segment } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { AudienceBuilder } from '../../features/care/audience-builder.js';
import { useFieldValues } from '../../features/care/queries.js';
import { MANY_PEOPLE, TypedNumber, typedRight } from '../../features/care/typed-number.js';
import { couponAreas } from '../../features/coupon/queries.js';
import { count } from '../../shared/format/words.js';
import { useDebounced } from '../../shared/hooks/use-debounced.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { phonesIn } from './phones.js';

const ways = { stores: '全部车主', segment: '按条件选', phones: '按手机号' } as const;
type Way = keyof typeof ways;

/** Gives one coupon each to many: says before how many people and how much money, and another person approves it. */
export function IssueLayer({ type, onClose }: { type: CouponTypeView; onClose(): void }) {
  const { store, me } = useWorkplace();
  const values = useFieldValues();
  const [way, setWay] = useState<Way>('stores');
  const [storeIds, setStoreIds] = useState([store.id]);
  const [segment, setSegment] = useState<Segment | null>(null);
  const [unfinished, setUnfinished] = useState(0);
  const [text, setText] = useState('');
  const [tell, setTell] = useState(true);
  const [typed, setTyped] = useState('');
  const phones = phonesIn(text);
  const audience: CouponAudience | null =
    way === 'stores'
      ? storeIds.length > 0
        ? { kind: 'stores', storeIds, models: [] }
        : null
      : way === 'phones'
        ? phones.length > 0
          ? { kind: 'phones', phones }
          : null
        : segment && unfinished === 0
          ? { kind: 'segment', storeId: store.id, segment }
          : null;
  const key = JSON.stringify(audience);
  const settled = useDebounced(key, 500);
  const preview = useQuery({
    queryKey: ['coupon-issue-preview', type.id, settled],
    queryFn: () =>
      api.couponIssue.preview({
        body: { typeId: type.id, audience: JSON.parse(settled) as CouponAudience },
      }),
    enabled: settled !== 'null',
    staleTime: 0,
  });
  const fresh = settled === key && !preview.isFetching ? preview.data : undefined;
  const people = fresh?.people ?? 0;
  const many = people >= MANY_PEOPLE;
  const create = useSubmit(api.couponIssue.create, {
    refresh: couponAreas,
    success: '已提交，等第二个人批准',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <Layer
      open
      title={`批量发放：${type.title}`}
      onClose={onClose}
      testId="issue-layer"
      width={560}
      footer={
        <div className="layer-actions">
          <Button
            type="primary"
            className="push"
            data-testid="issue-submit"
            disabled={audience === null || people === 0 || (many && !typedRight(typed, people))}
            loading={create.isPending}
            onClick={() => audience && create.mutate({ body: { typeId: type.id, audience, tell } })}
          >
            {people > 0 ? `提交审批（${count(people)} 人）` : '提交审批'}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <Segmented<Way>
          aria-label="发给谁"
          value={way}
          options={(Object.keys(ways) as Way[]).map((value) => ({ value, label: ways[value] }))}
          onChange={setWay}
        />
        {way === 'stores' && (
          <Select
            mode="multiple"
            aria-label="门店"
            value={storeIds}
            options={me.stores.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setStoreIds}
          />
        )}
        {way === 'segment' && (
          <AudienceBuilder
            initial={segment}
            values={values}
            onChange={(value, open) => {
              setSegment(value);
              setUnfinished(open);
            }}
          />
        )}
        {way === 'phones' && (
          <Input.TextArea
            aria-label="手机号"
            data-testid="issue-phones"
            autoSize={{ minRows: 5, maxRows: 12 }}
            placeholder="每行一个手机号，也可以从表格里整列粘贴"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {way === 'segment' && segment === null && <p className="hint">加一个条件，看看有多少人。</p>}
        {preview.isError && settled === key && (
          <Alert type="error" showIcon title={sayError(preview.error)} />
        )}
        {fresh && (
          <Alert
            type={fresh.short || people === 0 ? 'warning' : 'info'}
            showIcon
            data-testid="issue-preview"
            title={people === 0 ? '没有符合的车主' : `${count(people)} 位车主，${fresh.costText}`}
            description={[
              fresh.audienceText,
              fresh.unknown > 0 && `${count(fresh.unknown)} 个手机号不在档案里`,
              fresh.short && `库存只剩 ${count(fresh.stockLeft ?? 0)} 张，不够每人一张`,
            ]
              .filter(Boolean)
              .join('；')}
          />
        )}
        {preview.isFetching && <p className="hint">正在数人数…</p>}
        <Checkbox checked={tell} onChange={(event) => setTell(event.target.checked)}>
          告诉车主（消息中心，有授权时发订阅消息）
        </Checkbox>
        {many && <TypedNumber number={people} value={typed} onChange={setTyped} />}
        <FormError error={create.error} />
      </div>
    </Layer>
  );
}
