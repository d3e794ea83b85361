import type { BoardView } from '@cheban/contracts';
import { holdPurposeLabel } from '@cheban/contracts/constants';
import type { CSSProperties } from 'react';
import { countdownText } from '../../features/booking/countdown.js';
import { clockOf } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { Icon } from '../../shared/ui/icon.js';

type Hold = BoardView['holds'][number];

/** A slot that is kept for somebody for a while: grey, with what is left of its time. Gone when that has run out. */
export function HoldCard({
  hold,
  style,
  clock = false,
}: {
  hold: Hold;
  style?: CSSProperties;
  clock?: boolean;
}) {
  const now = useNow(1_000);
  const left = Math.ceil((Date.parse(hold.expiresAt) - now) / 1_000);
  if (left <= 0) return null;
  return (
    <div className="board-hold" style={style} data-testid={`hold-${hold.id}`}>
      <span className="board-card-top">
        <Icon name="lock" size={13} />
        {clock && <span className="num">{clockOf(hold.startsAt)}</span>}
        <strong>{hold.plate ? plateText(hold.plate) : (hold.ownerName ?? '车主')}</strong>
      </span>
      <span className="num">
        {holdPurposeLabel[hold.purpose]} · {countdownText(left)}
      </span>
    </div>
  );
}
