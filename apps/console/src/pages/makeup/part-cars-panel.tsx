import type { MakeupCar } from '@cheban/contracts';
import { type CustomerTrait, customerTraitLabel, traitPartLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { shortDate } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { CardLink, ListPanel } from '../../shared/ui/list-panel.js';
import { Empty } from '../../shared/ui/states.js';
import { withoutProvince } from './map-shape.js';

const linkOf = (car: MakeupCar) => `/owners/${car.ownerId}?vehicle=${car.vehicleId}`;
const day = (on: string | null) =>
  on === null ? <span className="none">—</span> : <span className="num">{shortDate(on)}</span>;

const columns: Column<MakeupCar>[] = [
  {
    key: 'owner',
    title: '车主',
    width: '140px',
    render: (car) => (
      <Link to={linkOf(car)} className="strong">
        {car.ownerName}
      </Link>
    ),
  },
  {
    key: 'car',
    title: '车辆',
    render: (car) => (
      <span className="clip">
        {plateText(car.plate)} <span className="muted">{car.model}</span>
      </span>
    ),
  },
  {
    key: 'district',
    title: '地区',
    width: '180px',
    minor: true,
    render: (car) => <span className="clip">{withoutProvince(car.district) || '—'}</span>,
  },
  { key: 'sold', title: '购车日期', width: '120px', minor: true, render: (car) => day(car.soldOn) },
  {
    key: 'paid',
    title: '近一年消费',
    width: '130px',
    align: 'right',
    render: (car) => <span className="num">{yuan(car.paidFen)}</span>,
  },
  { key: 'last', title: '最近到店', width: '120px', render: (car) => day(car.lastVisitOn) },
];

/** The cars behind a part, who spent most on top. */
export function PartCarsPanel({
  scope,
  trait,
  part,
  filters,
  onClose,
}: {
  scope: { storeId?: string };
  trait: CustomerTrait;
  part: string;
  filters: UrlFilters;
  onClose(): void;
}) {
  const may = useMay();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const wanted = { ...scope, trait, part };
  const list = usePageQuery('makeup-cars', filters, wanted, (query) => api.figures.makeupCars({ query }));
  // Opened from further down the page: what was asked for comes into sight.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const words = traitPartLabel(trait, part);
  const title = `${customerTraitLabel[trait]}：${trait === 'district' ? withoutProvince(words) : words}`;
  return (
    <div ref={place}>
      <ListPanel<MakeupCar>
        label="车辆"
        testId="makeup-car"
        title={title}
        extra={
          <>
            {may('figures.export') && (
              <DownloadButton
                path="/staff/figures/makeup/cars.csv"
                query={wanted}
                fileName={`客户构成-${words}.csv`}
                disabled={!list.data?.total}
              />
            )}
            <Button size="small" onClick={onClose}>
              收起
            </Button>
          </>
        }
        query={list}
        filters={filters}
        empty={<Empty icon="car" title="没有符合的车" text="名单刚刚变了，请刷新页面再看。" />}
        rowKey={(car) => car.vehicleId}
        columns={columns}
        onOpen={(car) => void navigate(linkOf(car))}
        card={(car) => (
          <CardLink to={linkOf(car)}>
            <div className="card-top">
              <span className="card-title">{car.ownerName}</span>
              <span className="num">{yuan(car.paidFen)}</span>
            </div>
            <div className="card-line small">
              <span>
                {plateText(car.plate)} {car.model}
              </span>
              <span className="num">
                {car.lastVisitOn ? `${shortDate(car.lastVisitOn)} 到店` : '没有到店'}
              </span>
            </div>
          </CardLink>
        )}
      />
    </div>
  );
}
