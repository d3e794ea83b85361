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
      <div className="pv packet-page">
        <p className="packet-title">{plan.title?.trim() || '活动名称'}</p>
        {plan.subtitle && <p>{plan.subtitle}</p>}
        <p className="packet-prize num">{prizesText(waves) || '奖品待定'}</p>
        <p className="packet-day num">{first ? dayWords(dateOfInstant(first)) : '开抢时间待定'}</p>
        <p className="packet-clock num">{first ? clockOf(first) : '--:--'}</p>
        <p className="packet-note">{first ? '开抢，到点前这里倒数' : '选好时间后，这里倒数'}</p>
        {waves.length > 1 && (
          <section className="packet-panel">
            <h3>共 {waves.length} 波</h3>
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
          </section>
        )}
        <section className="packet-panel">
          <h3>规则与概率</h3>
          <p>{oddsText}</p>
          {plan.release === 'at_check_in' && (
            <p>抢到后 {plan.arriveWithinDays ?? 30} 天内到店，奖品自动发放。</p>
          )}
          <p className="pv-text">{plan.rulesText?.trim() || '规则写在这里，车主抢之前会看到。'}</p>
        </section>
      </div>
    </PhoneFrame>
  );
}
