import type { AttributionRow } from '@cheban/contracts';
import { sayRatio } from '../../features/campaign/ratio.js';
import { count, yuan } from '../../shared/format/words.js';
import { Figures } from '../../shared/ui/figures.js';

/** All rows together. */
export function Totals({ rows }: { rows: readonly AttributionRow[] }) {
  const sum = (pick: (row: AttributionRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const [cost, output] = [sum((row) => row.costFen), sum((row) => row.outputFen)];
  const perCost = cost === 0 || output === 0 ? null : Math.round((output * 100) / cost) / 100;
  return (
    <Figures
      items={[
        { label: '领到', value: `${count(sum((row) => row.claimed))} 人次` },
        {
          label: '带回车辆',
          value: `${count(sum((row) => row.cars))} 台次`,
          note: `其中挽回 ${count(sum((row) => row.carsWonBack))} 台次`,
          testId: 'attribution-cars',
        },
        { label: '花费', value: yuan(cost), note: '已发的奖品和抵扣' },
        { label: '到店产值', value: yuan(output), note: '归因期内的工单实收' },
        {
          label: '投入产出',
          value: sayRatio(perCost) ?? '—',
          note: '每花 1 元带来的产值',
        },
      ]}
    />
  );
}
