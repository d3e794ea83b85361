import './figures-page.css';
import { loyaltyMeasures, monthMeasures, outputParts } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../app/api.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { today } from '../../shared/format/time.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { MonthNav, monthOf, shiftMonth } from '../../shared/ui/month-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { CarsPanel } from './cars-panel.js';
import { LoyaltyPanel } from './loyalty-panel.js';
import { type Measure, measures, noteOf } from './measures.js';
import { PartsPanel } from './parts-panel.js';
import { RowsPanel } from './rows-panel.js';
import { StoresPanel } from './stores-panel.js';
import { YearChart } from './year-chart.js';

/** What is open below the numbers; one thing at a time, so that a page number means one list. */
const closed = {
  open: undefined,
  by: undefined,
  part: undefined,
  loyal: undefined,
  hit: undefined,
  page: undefined,
};
const shown: readonly Measure[] = measures;

/** What a store achieves: a month in numbers, its year, what output is made of, whether customers stay, stores side by side. */
export default function FiguresPage() {
  const filters = useUrlFilters();
  const [search] = useSearchParams();
  const scope = useScope(filters);
  const month = monthOf(filters.get('month'), today());
  const query = { ...scope, month };
  const answer = useQuery({
    queryKey: ['figures', query],
    queryFn: () => api.figures.months({ query }),
    placeholderData: keepPreviousData,
  });
  // The chart stands still while a month of the last year is chosen in it.
  const year = month > shiftMonth(today().slice(0, 7), -12) ? scope : query;
  const course = useQuery({
    queryKey: ['figures', year],
    queryFn: () => api.figures.months({ query: year }),
  });
  const opened = filters.oneOf('open', monthMeasures);
  const loyal = filters.oneOf('loyal', loyaltyMeasures);
  /** The same page with something else open below the numbers. */
  const linkTo = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ ...closed, ...changes }))
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    return `?${next.toString()}`;
  };
  const close = () => filters.set(closed);
  const choose = (next: string | undefined) => filters.set({ month: next });
  return (
    <>
      <PageHead
        tab="经营看板"
        title="经营看板"
        sub="产值、准时、满意与留存，每个数字都能点开看到背后的工单和车主。"
        actions={
          <>
            <ScopeSelect filters={filters} />
            <MonthNav month={month} onChange={choose} />
          </>
        }
      />
      <Loaded query={answer} missing="没有找到这个门店" blocks={[200, 300, 240]}>
        {({ months, running, stores, month: of }) => {
          const figures = months.at(-1);
          if (!figures || months.every(({ visits, bookings }) => visits + bookings === 0))
            return (
              <Panel>
                <Empty
                  icon="figures"
                  title="这一年还没有工单"
                  text="导入维修历史，或者在车间交出第一台车，这里就会有数字。"
                  action={
                    <Link to="/imports">
                      <Button>去导入</Button>
                    </Link>
                  }
                />
              </Panel>
            );
          return (
            <>
              {running && <p className="hint">本月至今的数字，还在增长。</p>}
              <Figures
                items={shown.map((measure) => {
                  const value = measure.value(figures);
                  return {
                    label: measure.label,
                    value: value === null ? '—' : measure.text(value),
                    note: noteOf(measure, figures, {
                      running,
                      before: months.at(-2),
                      yearBefore: months.at(0),
                    }),
                    to: linkTo({ open: measure.opens }),
                    testId: `figure-${measure.key}`,
                  };
                })}
              />
              {opened && (
                <RowsPanel
                  key={`${opened} ${of}`}
                  scope={scope}
                  month={of}
                  measure={opened}
                  by={filters.oneOf('by', outputParts)}
                  part={search.get('part') ?? undefined}
                  filters={filters}
                  onClose={close}
                />
              )}
              {course.data && (
                <YearChart
                  months={course.data.months.slice(1)}
                  month={of}
                  running={course.data.running}
                  filters={filters}
                  onChoose={choose}
                />
              )}
              <PartsPanel
                scope={scope}
                month={of}
                filters={filters}
                linkTo={(by, part) => linkTo({ open: 'visits', by, part })}
              />
              <LoyaltyPanel scope={scope} opened={loyal} linkTo={(measure) => linkTo({ loyal: measure })} />
              {loyal && (
                <CarsPanel key={loyal} scope={scope} measure={loyal} filters={filters} onClose={close} />
              )}
              <StoresPanel stores={stores} />
              <p className="hint">
                口径：产值与台次按结算工单（含导入的历史，不含车主在他店做的）；准时、评价按到店月份，准时只看第一次承诺；投诉按受理月份；爽约按预约日期，只算已过去的。样本不足
                10 的比例不作评判。
              </p>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
