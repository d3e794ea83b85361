import type { MonthFigures } from '@cheban/contracts';
import { Segmented } from 'antd';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { MonthColumns } from '../../shared/ui/month-columns.js';
import { monthWords } from '../../shared/ui/month-nav.js';
import { Panel } from '../../shared/ui/page.js';
import { charted, isSmall, measureOf, sayYear } from './measures.js';

/** A year of one measure; a column chooses its month. */
export function YearChart({
  months,
  month,
  running,
  filters,
  onChoose,
}: {
  months: readonly (MonthFigures & { month: string })[];
  month: string;
  running: boolean;
  filters: UrlFilters;
  onChoose(month: string): void;
}) {
  const measure = measureOf(filters.oneOf('chart', charted) ?? 'output');
  const values = months.map((each) => (isSmall(measure, each) ? null : measure.value(each)));
  const top = measure.key === 'stars' ? 5 : Math.max(1, ...values.map((value) => value ?? 0));
  return (
    <Panel
      title="近一年"
      extra={
        <Segmented
          size="small"
          aria-label="看什么"
          value={measure.key}
          options={charted.map((key) => ({ value: key, label: measureOf(key).label }))}
          onChange={(key) => filters.show('chart', key === 'output' ? undefined : key)}
        />
      }
    >
      <p className="columns-words" data-testid="figures-words">
        {sayYear(measure, months, monthWords, running)}
      </p>
      <MonthColumns
        label={`近一年${measure.label}`}
        chosen={month}
        onChoose={onChoose}
        testId="figures"
        columns={months.map((each, index) => {
          const value = values[index] ?? null;
          return {
            month: each.month,
            height: value === null ? null : value / top,
            text: value === null ? '—' : measure.text(value).replace(/ (万|台|星)$/, '$1'),
            faint: running && index === months.length - 1,
            words: value === null ? '样本太少' : measure.text(value),
          };
        })}
      />
      <p className="hint">
        {running ? '浅色的本月还没过完。' : ''}点一个月，上面的数字和下面的明细都换成那个月。
      </p>
    </Panel>
  );
}
