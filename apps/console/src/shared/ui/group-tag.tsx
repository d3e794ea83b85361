import { type CustomerGroup, customerGroupLabel } from '@cheban/contracts/constants';
import { Tag, type Tone } from './tag.js';

const tones: Record<CustomerGroup, Tone> = { active: 'green', at_risk: 'amber', lost: 'red', never: 'grey' };

/** How long ago somebody last paid for a visit, in service cycles. */
export const GroupTag = ({ group }: { group: CustomerGroup }) => (
  <Tag tone={tones[group]}>{customerGroupLabel[group]}</Tag>
);
