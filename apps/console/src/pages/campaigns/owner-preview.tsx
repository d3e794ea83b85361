import '../../features/campaign/campaign.css';
import { clockOf, dateOfInstant, dayWords } from '../../shared/format/time.js';
import { PhoneFrame } from '../../shared/ui/phone-frame.js';
import { type PlanDraft, prizesText, wavePackets } from './plan.js';

/** The page of a campaign as owners see it before the start. */
export function OwnerPreview({ plan, oddsText }: { plan: PlanDraft; oddsText: string }) {
  const waves = plan.waves ?? [];
  const first = waves[0]?.startsAt;
  return (
    <PhoneFrame bar="抢红包" testId="campaign-preview">
      <div className="pv campaign-preview">
        <section className="pv-hero">
          <p className="pv-title">{plan.title?.trim() || '活动名称'}</p>
          {plan.subtitle && <p className="pv-muted">{plan.subtitle}</p>}
          <p className="pv-count num">
            {first ? `${dayWords(dateOfInstant(first))} ${clockOf(first)} 开抢` : '开抢时间待定'}
          </p>
        </section>
        <section className="pv-card">
          <h3>开抢时间</h3>
          <ul className="pv-waves num">
            {waves.map((wave, index) => (
              <li key={`${index.toString()}-${wave?.startsAt ?? ''}`}>
                <span>
                  {wave?.startsAt
                    ? `${dayWords(dateOfInstant(wave.startsAt))} ${clockOf(wave.startsAt)}`
                    : '待定'}
                </span>
                <span>{wavePackets(wave)} 份</span>
              </li>
            ))}
          </ul>
          <p className="pv-muted">{prizesText(waves) || '奖品待定'}</p>
        </section>
        <section className="pv-card">
          <h3>活动规则</h3>
          <p className="pv-muted">{oddsText}</p>
          {plan.release === 'at_check_in' && (
            <p className="pv-muted">抢到后 {plan.arriveWithinDays ?? 30} 天内到店，奖品自动发放。</p>
          )}
          <p className="pv-text">{plan.rulesText?.trim() || '规则写在这里，车主抢之前会看到。'}</p>
        </section>
        <p className="pv-grab">等待开抢</p>
      </div>
    </PhoneFrame>
  );
}
