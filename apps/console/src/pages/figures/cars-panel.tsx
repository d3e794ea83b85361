import type { LoyaltyCar } from '@cheban/contracts';
import { type LoyaltyMeasure, loyaltyMeasureLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { shortDate } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { CardLink, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { isLoss } from './loyalty.js';

const linkOf = (car: LoyaltyCar) => `/owners/${car.ownerId}?vehicle=${car.vehicleId}`;
const day = (on: string | null) =>
  on === null ? <span className="none">—</span> : <span className="num">{shortDate(on)}</span>;

function Hit({ car, measure }: { car: LoyaltyCar; measure: LoyaltyMeasure }) {
  if (isLoss(measure))
    return car.hit ? (
      <Tag tone="red" icon="alert">
        已流失
      </Tag>
    ) : (
      <Tag tone="green" icon="check">
        还在
      </Tag>
    );
  return car.hit ? (
    <Tag tone="green" icon="check">
      来了
    </Tag>
  ) : (
    <Tag tone="amber" icon="clock">
      没来
    </Tag>
  );
}

/** The cars behind a share of loyalty. */
export function CarsPanel({
  scope,
  measure,
  filters,
  onClose,
}: {
  scope: { storeId?: string };
  measure: LoyaltyMeasure;
  filters: UrlFilters;
  onClose(): void;
}) {
  const may = useMay();
  const navigate = useNavigate();
  const hit = filters.oneOf('hit', ['yes', 'no'] as const);
  const wanted = { ...scope, measure, ...(hit && { hit }) };
  const list = usePageQuery('figures-cars', filters, wanted, (query) => api.figures.cars({ query }));
  const columns: Column<LoyaltyCar>[] = [
    {
      key: 'owner',
      title: '车主',
      width: '140px',
      render: (car) =>
        car.ownerId ? (
          <Link to={linkOf(car)} className="strong">
            {car.ownerName}
          </Link>
        ) : (
          car.ownerName
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
    { key: 'since', title: '起算日', width: '120px', render: (car) => day(car.since) },
    { key: 'hit', title: '结果', width: '100px', render: (car) => <Hit car={car} measure={measure} /> },
    { key: 'last', title: '最近到店', width: '120px', render: (car) => day(car.lastVisitOn) },
    { key: 'due', title: '下次到期', width: '120px', minor: true, render: (car) => day(car.nextDueOn) },
    {
      key: 'store',
      title: '门店',
      width: '150px',
      minor: true,
      render: (car) => <span className="clip">{car.storeName}</span>,
    },
  ];
  return (
    <ListPanel<LoyaltyCar>
      label="车辆"
      testId="loyalty-car"
      title={loyaltyMeasureLabel[measure]}
      extra={
        <>
          {may('figures.export') && (
            <DownloadButton
              path="/staff/figures/cars.csv"
              query={wanted}
              fileName={`${loyaltyMeasureLabel[measure]}.csv`}
              disabled={!list.data?.total}
            />
          )}
          <Button size="small" onClick={onClose}>
            收起
          </Button>
        </>
      }
      bar={
        <StateFilter
          filters={filters}
          name="hit"
          label="结果"
          values={['no', 'yes'] as const}
          labels={isLoss(measure) ? { no: '还在', yes: '已流失' } : { no: '没来', yes: '来了' }}
        />
      }
      query={list}
      filters={filters}
      empty={<Empty icon="car" title="没有符合的车" text="换一个范围，或先导入销售和维修历史。" />}
      rowKey={(car) => car.vehicleId}
      columns={columns}
      onOpen={(car) => {
        if (car.ownerId) void navigate(linkOf(car));
      }}
      card={(car) => (
        <CardLink to={car.ownerId ? linkOf(car) : '#'}>
          <div className="card-top">
            <span className="card-title">{car.ownerName}</span>
            <Hit car={car} measure={measure} />
          </div>
          <div className="card-line small">
            <span>
              {plateText(car.plate)} {car.model}
            </span>
            <span className="num">{shortDate(car.since)} 起</span>
          </div>
        </CardLink>
      )}
    />
  );
}
