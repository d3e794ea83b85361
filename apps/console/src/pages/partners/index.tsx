import './partners.css';
import type { PartnerView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { count } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Icon, type IconName } from '../../shared/ui/icon.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';
import { BenefitLayer } from './benefit-layer.js';
import { PartnerLayer } from './partner-layer.js';

type Benefit = PartnerView['benefits'][number];
/** Taken up completely looks different from closed, and both from what can be had. */
function lookOf({ open, left }: Benefit): { tone: Tone; icon: IconName } {
  if (!open) return { tone: 'grey', icon: 'close' };
  return left === 0 ? { tone: 'amber', icon: 'alert' } : { tone: 'green', icon: 'check' };
}

type Open =
  | { what: 'partner'; partner: PartnerView | null }
  | { what: 'benefit'; partner: PartnerView; benefit: Benefit | null };

function Partner({
  partner,
  manages,
  onOpen,
}: {
  partner: PartnerView;
  manages: boolean;
  onOpen(open: Open): void;
}) {
  return (
    <Panel
      title={
        <>
          {partner.name}{' '}
          {partner.active ? <Tag tone="blue">{partner.kindLabel}</Tag> : <Tag icon="close">已停止合作</Tag>}
        </>
      }
      extra={
        manages && (
          <>
            <Button size="small" onClick={() => onOpen({ what: 'partner', partner })}>
              修改
            </Button>
            <Button
              size="small"
              icon={<Icon name="plus" size={14} />}
              data-testid="benefit-new"
              onClick={() => onOpen({ what: 'benefit', partner, benefit: null })}
            >
              加权益
            </Button>
          </>
        )
      }
    >
      <p className="muted small" data-testid="partner-words">
        {[partner.address, partner.phone, partner.note].filter(Boolean).join(' · ') || '没有填写地址和电话'}
      </p>
      {partner.benefits.length === 0 ? (
        <p className="hint" style={{ marginTop: 8 }}>
          还没有权益。加一个码池或一种卡券，车主就能领。
        </p>
      ) : (
        <ul className="plan-list" style={{ marginTop: 8 }}>
          {partner.benefits.map((benefit) => (
            <li key={benefit.id} data-testid="benefit-row">
              <span className="plan-when">{benefit.title}</span>
              <span className="plan-note small">
                {benefit.sourceText} · {benefit.levelText} · 每人 {benefit.perOwner} 次
              </span>
              <span className="small num">
                已领 {count(benefit.claimed)}
                {benefit.left !== null && ` · 余 ${count(benefit.left)}`}
              </span>
              <Tag {...lookOf(benefit)}>{benefit.stateText}</Tag>
              {manages && (
                <Button size="small" onClick={() => onOpen({ what: 'benefit', partner, benefit })}>
                  修改
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Partners and what their benefits are for our owners. */
export default function PartnersPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [open, setOpen] = useState<Open | null>(null);
  const manages = may('coupon.manage');
  const query = useQuery({
    queryKey: ['partners', scope],
    queryFn: () => api.partner.list({ query: scope }),
  });
  const make = manages && (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="partner-new"
      onClick={() => setOpen({ what: 'partner', partner: null })}
    >
      新增商家
    </Button>
  );
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        tab="异业权益"
        title="异业权益"
        sub="影院、餐饮、体检这些合作商家给车主的好处，按会员等级领取。"
        actions={
          <>
            <ScopeSelect filters={filters} />
            {make}
          </>
        }
      />
      <Loaded query={query} missing="没有找到这个门店" blocks={[160, 160]}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <Empty
                icon="star"
                title="还没有合作商家"
                text="先添一家常去的影院或餐厅，把码池或卡券挂上去。"
                action={make}
              />
            </Panel>
          ) : (
            <div className="partners">
              {items.map((partner) => (
                <Partner key={partner.id} partner={partner} manages={manages} onOpen={setOpen} />
              ))}
            </div>
          )
        }
      </Loaded>
      {open?.what === 'partner' && <PartnerLayer partner={open.partner} onClose={close} />}
      {open?.what === 'benefit' && (
        <BenefitLayer partner={open.partner} benefit={open.benefit} onClose={close} />
      )}
    </>
  );
}
