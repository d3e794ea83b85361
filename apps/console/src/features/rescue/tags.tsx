import { type RescueKind, rescueKindLabel, rescueStateLabel } from '@cheban/contracts/constants';
import { stateTag, Tag } from '../../shared/ui/tag.js';

export const RescueTag = stateTag(rescueStateLabel, {
  requested: { tone: 'red', icon: 'alert' },
  accepted: { tone: 'amber', icon: 'check' },
  on_the_way: { tone: 'blue', icon: 'rescues' },
  arrived: { tone: 'violet', icon: 'flag' },
  done: { tone: 'green', icon: 'check' },
  cancelled: { tone: 'grey', icon: 'close' },
});

/** An accident stands out among the rest. */
export const RescueKindTag = ({ kind }: { kind: RescueKind }) =>
  kind === 'accident' ? (
    <Tag tone="red" icon="alert">
      {rescueKindLabel[kind]}
    </Tag>
  ) : (
    <span>{rescueKindLabel[kind]}</span>
  );
