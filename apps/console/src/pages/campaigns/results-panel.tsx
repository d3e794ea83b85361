import type { CampaignResultsView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { sayRatio } from '../../features/campaign/ratio.js';
import { dateOfInstant, shortDate, whenShort } from '../../shared/format/time.js';
import { count, yuan } from '../../shared/format/words.js';
import { Bars, Figures } from '../../shared/ui/figures.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';

/** The results of a campaign; several pages ask for the same. */
function useResults(id: string | undefined) {
  return useQuery({
    queryKey: ['campaign', id, 'results'],
    queryFn: () => api.staffCampaign.results({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
}

/** How many of the step before went on to this one, whole percent; empty where nobody came before. */
const share = (now: number, before: number | undefined) =>
  before === undefined || before === 0 ? '' : `${Math.round((now * 100) / before)}%`;

function Steps({ steps }: Pick<CampaignResultsView, 'steps'>) {
  const top = Math.max(1, ...steps.map(({ owners }) => owners));
  return (
    <ol data-testid="result-steps">
      {steps.map(({ step, label, owners }, index) => (
        <li key={step} className="steps-line">
          <span>{label}</span>
          <span className="meter" aria-hidden="true">
            <i style={{ width: `${(owners * 100) / top}%` }} />
          </span>
          <span className="right num strong">{count(owners)} 人</span>
          <span className="right num muted" title="占上一步">
            {share(owners, steps[index - 1]?.owners)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function words(view: CampaignResultsView): string {
  const until = shortDate(dateOfInstant(view.until));
  if (view.cars === 0)
    return view.open ? `还没有中奖车主到店；到 ${until} 为止的到店都会算进来。` : '这次活动没有带回到店。';
  const back = view.carsWonBack > 0 ? `，其中 ${view.carsWonBack} 台是流失或快流失的` : '';
  const cost = view.costPerCarFen === null ? '' : `每台车花了 ${yuan(view.costPerCarFen)}。`;
  return `带回 ${view.cars} 台车${back}。${cost}${view.open ? `到 ${until} 前还会增长。` : ''}`;
}

/** From seen to output, and what it cost. */
export function ResultsPanel({ id }: { id: string }) {
  const results = useResults(id);
  const view = results.data;
  if (results.isPending)
    return (
      <Panel title="效果">
        <ListSkeleton rows={5} />
      </Panel>
    );
  if (!view) return <ErrorState error={results.error} onRetry={() => void results.refetch()} />;
  const [first, last] = [view.byHour[0], view.byHour.at(-1)];
  return (
    <>
      <Figures
        items={[
          {
            label: '带回到店',
            value: `${count(view.cars)} 台`,
            note: `其中挽回 ${count(view.carsWonBack)} 台`,
          },
          { label: '花费', value: yuan(view.costFen), note: '已发和待发的奖品' },
          {
            label: '每台到店成本',
            value: view.costPerCarFen === null ? '—' : yuan(view.costPerCarFen),
            note: view.costPerCarFen === null ? '还没有到店' : undefined,
            testId: 'cost-per-car',
          },
          { label: '到店产值', value: yuan(view.outputFen), note: `${view.attributionDays} 天内已结算工单` },
          {
            label: '投入产出',
            value: sayRatio(view.outputPerCost) ?? '—',
            note: '每花 1 元带来的产值',
          },
        ]}
      />
      <Panel title="从看到到店" extra={<span className="small">按车主人数</span>}>
        <p style={{ marginBottom: 8 }} data-testid="result-words">
          {words(view)}
        </p>
        <Steps steps={view.steps} />
      </Panel>
      {first && last && (
        <Panel title="什么时候抢的">
          <Bars
            points={view.byHour.map(({ at, claims }) => ({
              key: at,
              value: claims,
              title: `${whenShort(at)}：${claims} 份`,
            }))}
            words={`每小时抢走的份数，共 ${count(view.byHour.reduce((sum, { claims }) => sum + claims, 0))} 份。`}
            ends={[whenShort(first.at), whenShort(last.at)]}
          />
        </Panel>
      )}
    </>
  );
}
