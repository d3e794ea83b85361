import { funnelStepLabel, funnelSteps } from '@cheban/contracts/constants';
import { count } from '../../../shared/format/words.js';
import { type Counts, percent, type Step, sayPercent, stepHint } from './figures.js';

/** Six bars, each among those of the one before; a bar opens the owners and cars behind it. */
export function FunnelChart({ counts, onOpen }: { counts: Counts; onOpen(step: Step): void }) {
  return (
    <ol className="funnel" data-testid="funnel">
      {funnelSteps.map((step, index) => {
        const before = funnelSteps[index - 1];
        const width = percent(counts[step], counts.planned) ?? 0;
        return (
          <li key={step}>
            <button
              type="button"
              className="funnel-step"
              data-testid={`funnel-${step}`}
              disabled={counts[step] === 0}
              title={stepHint[step]}
              onClick={() => onOpen(step)}
            >
              <span className="funnel-label">{funnelStepLabel[step]}</span>
              <span className="funnel-track" aria-hidden="true">
                <i
                  className={`step-${index}`}
                  style={{ width: `${Math.max(counts[step] > 0 ? 0.6 : 0, width)}%` }}
                />
              </span>
              <b className="num">{count(counts[step])}</b>
              <span className="funnel-share num">
                {before ? (
                  <>
                    占上一步 {sayPercent(counts[step], counts[before])}
                    <small>占计划 {sayPercent(counts[step], counts.planned)}</small>
                  </>
                ) : (
                  stepHint[step]
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
