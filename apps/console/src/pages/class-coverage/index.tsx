import type { CoverageView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { count } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { type MonthColumn, MonthColumns } from '../../shared/ui/month-columns.js';
import { monthLabel } from '../../shared/ui/month-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { type CoverageMonth, sayCoverage } from './coverage.js';
import { CoverageOwners } from './coverage-owners.js';

const spans = ['6', '12', '24'] as const;
/** Newest month at the right; the axis ends at the highest share, at least at twice the goal. */
const topOf = ({ goalPercent, months }: CoverageView) =>
  Math.min(100, Math.max(goalPercent * 2, ...months.map(({ percent }) => percent ?? 0)));

function columnOf(month: CoverageMonth, top: number): MonthColumn {
  const { percent, owners, attended, reached, complete } = month;
  return {
    month: month.month,
    height: percent === null ? null : percent / top,
    text: percent === null ? '—' : `${percent}%`,
    note: `${count(attended)} / ${count(owners)}`,
    good: reached,
    faint: !complete,
    words: `${owners} 位新车主，${attended} 位听过课${percent === null ? '' : `，${percent}%`}`,
  };
}

/** How many new owners came to a care class within three months, by month of delivery. */
export default function ClassCoveragePage() {
  const storeId = useStoreId();
  const filters = useUrlFilters();
  const span = filters.oneOf('months', spans) ?? '6';
  const query = { storeId, months: Number(span) };
  const coverage = useQuery({
    queryKey: ['class-coverage', query],
    queryFn: () => api.staffActivity.coverage({ query }),
  });
  return (
    <>
      <PageHead
        tab="新车主听课率"
        title="新车主听课率"
        sub="交车后三个月内来过养护学堂的新车主，按交车月份统计。"
        actions={
          <Select
            aria-label="看几个月"
            style={{ minWidth: 120 }}
            value={span}
            options={spans.map((value) => ({ value, label: `近 ${value} 个月` }))}
            onChange={(value) => filters.set({ months: value === '6' ? undefined : value, month: undefined })}
          />
        }
      />
      <Loaded query={coverage} missing="没有找到这个门店" blocks={[300, 240]}>
        {(view) => {
          const asked = filters.get('month');
          const withOwners = view.months.filter(({ owners }) => owners > 0);
          const chosen = view.months.find(({ month }) => month === asked) ?? withOwners.at(-1);
          if (withOwners.length === 0)
            return (
              <Panel>
                <Empty
                  icon="owners"
                  title="这段时间没有交车记录"
                  text="导入新车销售数据后，这里会按月显示听课的比例。"
                />
              </Panel>
            );
          return (
            <>
              <Panel>
                <p className="columns-words" data-testid="coverage-words">
                  {sayCoverage(view)}
                </p>
                <MonthColumns
                  label="各月新车主听课比例"
                  columns={view.months.map((month) => columnOf(month, topOf(view)))}
                  goal={{ height: view.goalPercent / topOf(view), words: `目标 ${view.goalPercent}%` }}
                  chosen={chosen?.month}
                  testId="coverage"
                  onChoose={(month) => filters.set({ month, who: undefined })}
                />
                <p className="hint">浅色的月份还没满三个月，仍会增长。点一个月，看背后的车主。</p>
              </Panel>
              {chosen && (
                <CoverageOwners
                  key={chosen.month}
                  storeId={storeId}
                  month={chosen}
                  filters={filters}
                  title={
                    <>
                      {monthLabel(chosen.month)}交车 {count(chosen.owners)} 位{' '}
                      {chosen.percent !== null && (
                        <Tag
                          tone={chosen.reached ? 'green' : chosen.complete ? 'red' : 'amber'}
                          icon={chosen.reached ? 'check' : 'clock'}
                        >
                          {chosen.reached ? '已达标' : chosen.complete ? '未达标' : '还有时间'}
                        </Tag>
                      )}
                    </>
                  }
                />
              )}
              <p className="hint">
                下一步：<Link to="/activities?kind=care_class">安排养护学堂</Link>
                ，或请顾问给还没来的车主打个电话。
              </p>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
