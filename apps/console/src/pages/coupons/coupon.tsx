import type { CouponTypeView } from '@cheban/contracts';
import { couponTypeMoveLabel } from '@cheban/contracts/constants';
import { Button, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { couponAreas, useCouponType } from '../../features/coupon/queries.js';
import { CouponTypeTag } from '../../features/coupon/tags.js';
import { stamp } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { Held } from './held-list.js';
import { IssueLayer } from './issue-layer.js';
import { IssueList } from './issue-list.js';
import { OwnerPreview } from './owner-preview.js';

const endWords = '结束后不再发出；车主手里的仍然有效。';

function Moves({ type }: { type: CouponTypeView }) {
  const move = useSubmit(api.couponType.move, { refresh: couponAreas, success: (view) => view.stateLabel });
  return type.moves.map((name) => {
    const go = () => move.mutate({ params: { id: type.id }, body: { do: name } });
    const button = (
      <Button
        key={name}
        type={name === 'activate' || name === 'resume' ? 'primary' : 'default'}
        danger={name === 'end'}
        loading={move.isPending && move.variables.body.do === name}
        data-testid={`coupon-${name}`}
        {...(name !== 'end' && { onClick: go })}
      >
        {couponTypeMoveLabel[name]}
      </Button>
    );
    return name === 'end' ? (
      <Popconfirm
        key={name}
        title="结束发放？"
        description={endWords}
        okText="结束"
        cancelText="先不"
        onConfirm={go}
      >
        {button}
      </Popconfirm>
    ) : (
      button
    );
  });
}

function Coupon({ type }: { type: CouponTypeView }) {
  const filters = useUrlFilters();
  const navigate = useNavigate();
  const [issuing, setIssuing] = useState(false);
  const { figures } = type;
  const issues = filters.get('view') === 'issues';
  const bar = (
    <Segmented
      aria-label="看什么"
      value={issues ? 'issues' : 'held'}
      options={[
        { value: 'held', label: '谁有这张券' },
        { value: 'issues', label: '批量发放' },
      ]}
      onChange={(value) => filters.set({ view: value === 'held' ? undefined : value, state: undefined })}
    />
  );
  return (
    <>
      <PageHead
        tab={type.title}
        back={{ to: '/coupons', label: '卡券' }}
        title={
          <>
            {type.title} <CouponTypeTag state={type.state} />
          </>
        }
        sub={[type.kindLabel, type.faceText, type.storeName].join(' · ')}
        actions={
          <>
            {type.mayIssue && type.state === 'active' && (
              <Button type="primary" data-testid="coupon-issue" onClick={() => setIssuing(true)}>
                批量发放
              </Button>
            )}
            {(type.mayEdit || type.mayAdjust) && (
              <Button data-testid="coupon-edit" onClick={() => void navigate(`/coupons/${type.id}/edit`)}>
                修改
              </Button>
            )}
            <Moves type={type} />
          </>
        }
      />
      <Figures
        items={[
          {
            label: '已发',
            value: count(figures.issued),
            note: type.stock === null ? '不限量' : `还剩 ${count(type.stockLeft ?? 0)} 张`,
          },
          {
            label: '已核销',
            value: count(figures.used),
            note: figures.issued > 0 ? `${Math.round((figures.used * 100) / figures.issued)}%` : undefined,
            to: `/coupons/${type.id}?state=used`,
            testId: 'coupon-used',
          },
          {
            label: '待使用',
            value: count(figures.held + figures.reserved),
            to: `/coupons/${type.id}?state=held`,
          },
          { label: '已过期', value: count(figures.expired), to: `/coupons/${type.id}?state=expired` },
          { label: '已抵扣', value: yuan(figures.offFen), note: '核销时从账单减去' },
        ]}
      />
      <div className="two-columns">
        <div className="stack">
          {issues ? (
            <IssueList bar={bar} typeId={type.id} />
          ) : (
            <Held type={type} filters={filters} bar={bar} />
          )}
        </div>
        <aside className="stack">
          <Panel title="车主看到的样子">
            <OwnerPreview
              bigText={type.bigText}
              title={type.title}
              lines={[type.summary, type.faceText, type.forText, type.validityText, type.combineLabel]}
              howTo={type.howTo}
            />
          </Panel>
          <Panel title="规则">
            <Facts
              rows={[
                ['适用门店', type.stores.map(({ name }) => name).join('、')],
                ['每人最多', `${type.perOwner} 张`],
                ['领取', type.claimable ? '车主自己领' : '只由门店发'],
                ['有效期', type.validityText],
                ['创建', `${type.createdBy} · ${stamp(type.createdAt)}`],
              ]}
            />
          </Panel>
        </aside>
      </div>
      {issuing && <IssueLayer type={type} onClose={() => setIssuing(false)} />}
    </>
  );
}

/** One kind of coupon: its figures, who holds one, and how it is given. */
export default function CouponPage() {
  const { id = '' } = useParams();
  return (
    <Loaded query={useCouponType(id)} missing="没有找到这种卡券" blocks={[56, 96, 320]}>
      {(type) => <Coupon key={type.id} type={type} />}
    </Loaded>
  );
}
