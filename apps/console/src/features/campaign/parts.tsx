import './parts.css';
import type { StaffCampaignItem } from '@cheban/contracts';
import { campaignStateLabel, claimStateLabel, waveStateLabel } from '@cheban/contracts/constants';
import { yuan } from '../../shared/format/words.js';
import { stateTag } from '../../shared/ui/tag.js';

export const CampaignTag = stateTag(campaignStateLabel, {
  draft: { tone: 'grey', icon: 'file' },
  submitted: { tone: 'amber', icon: 'clock' },
  approved: { tone: 'blue', icon: 'clock' },
  scheduled: { tone: 'blue', icon: 'calendar' },
  live: { tone: 'green', icon: 'sparkle' },
  ended: { tone: 'violet', icon: 'flag' },
  settled: { tone: 'grey', icon: 'check' },
  killed: { tone: 'red', icon: 'close' },
});

export const WaveTag = stateTag(waveStateLabel, {
  coming: { tone: 'blue', icon: 'clock' },
  open: { tone: 'green', icon: 'sparkle' },
  sold_out: { tone: 'amber', icon: 'flag' },
  over: { tone: 'grey', icon: 'check' },
  stopped: { tone: 'red', icon: 'close' },
});

export const ClaimTag = stateTag(claimStateLabel, {
  won: { tone: 'blue', icon: 'clock' },
  held: { tone: 'amber', icon: 'clock' },
  waiting: { tone: 'amber', icon: 'car' },
  given: { tone: 'green', icon: 'check' },
  confirming: { tone: 'amber', icon: 'clock' },
  paid: { tone: 'green', icon: 'check' },
  lapsed: { tone: 'grey', icon: 'close' },
  withdrawn: { tone: 'grey', icon: 'close' },
});

/** Cash and codes both say 已到账; side by side in a choice they have to differ. */
export const claimChoiceLabel = { ...claimStateLabel, given: '券码已到账', paid: '现金已到账' };

/** How much of the budget is gone. */
export function BudgetMeter({ meter }: { meter: StaffCampaignItem['meter'] }) {
  const percent = Math.min(100, meter.claimedPercent);
  return (
    <span className="meter-line" title={`预算 ${yuan(meter.budgetFen)}，已抢 ${yuan(meter.claimedFen)}`}>
      <span className="meter" role="img" aria-label={`已用预算 ${percent}%`}>
        <i className={percent >= 100 ? 'full' : ''} style={{ width: `${percent}%` }} />
      </span>
      <span className="num small">{percent}%</span>
    </span>
  );
}
